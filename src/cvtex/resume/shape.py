"""Says what each key of a model holds, for walking a file along the models and for the documentation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic.alias_generators import to_camel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic.fields import FieldInfo

    from cvtex.resume.items import Model


@dataclass(frozen=True, slots=True)
class Shape:
    """What one key holds: one value, a list of values, or values by keys of the author's choosing.

    ``kind`` is the class of the value, or of each value, and ``object`` where it is no class (a number, a choice);
    ``annotation`` is that without None; ``low`` and ``high`` bound a number, or each of a pair of numbers.
    """

    name: str
    kind: type
    many: bool
    keyed: bool
    annotation: Any
    low: float | None
    high: float | None
    field: FieldInfo


@cache
def fields_of(model: type[Model]) -> dict[str, Shape]:
    """The keys of a model as the file writes them, each with what it holds."""
    alias = model.model_config.get("alias_generator")
    return {
        # An alias that is generated is not noted on the field before the model is first used.
        field.alias or (to_camel(name) if alias else name): _shape(name, field)
        for name, field in model.model_fields.items()
    }


def _shape(name: str, field: FieldInfo) -> Shape:
    inner = _core(field.annotation)
    many = get_origin(inner) is tuple and get_args(inner)[-1] is Ellipsis
    keyed = get_origin(inner) is dict
    if many or keyed:
        inner = _core(get_args(inner)[0 if many else 1])
    # A union left over is of values that one class reads, such as a date or `present`: its first is the kind.
    first = get_args(inner)[0] if _is_union(inner) else inner
    kind = first if isinstance(first, type) else object
    constraints = list(_constraints((*field.metadata, field.annotation)))
    low = next((one.ge for one in constraints if getattr(one, "ge", None) is not None), None)
    high = next((one.le for one in constraints if getattr(one, "le", None) is not None), None)
    return Shape(name, kind, many, keyed, inner, low, high, field)


def _constraints(parts: Iterable[Any]) -> Iterator[Any]:
    """The constraints in an annotation, however deep: ``Field(ge=1)`` wraps its own."""
    for part in parts:
        yield part
        yield from _constraints((*getattr(part, "metadata", ()), *getattr(part, "__metadata__", ()), *get_args(part)))


def _core(annotation: Any) -> Any:  # noqa: ANN401  (any annotation)
    """Take off ``Annotated`` and ``| None``."""
    if get_origin(annotation) is Annotated:
        return _core(get_args(annotation)[0])
    if _is_union(annotation):
        left = [part for part in get_args(annotation) if part is not NoneType]
        return _core(left[0]) if len(left) == 1 else annotation
    return annotation


def _is_union(annotation: Any) -> bool:  # noqa: ANN401  (any annotation)
    return get_origin(annotation) in {Union, UnionType}

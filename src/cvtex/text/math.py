r"""Reads the math that may stand between dollars.

What comes out is built anew from the parsed formula, out of the characters and commands listed here; nothing of the
source is passed on. So a formula is whole and safe, or it is refused. Only plain LaTeX is used: no amsmath. Glyphs
that hang below their baseline (roots, sums, integrals) are not listed: poppler reads them as a line of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from pylatexenc.latexwalker import LatexCharsNode, LatexGroupNode, LatexMacroNode, LatexWalker, LatexWalkerError
from pylatexenc.macrospec import LatexContextDb, std_macro

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pylatexenc.latexwalker import LatexNode

_MAX_BRACKETS: Final = 40
_CHARACTERS: Final = frozenset("+-=<>()[]|/.,;:!?*")
_AS_PRINTED: Final = {"-": "−", "*": "∗"}
_TABLE: Final = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ
    pi π rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    times × div ÷ pm ± mp ∓ cdot · ast ∗ circ ◦ bullet • oplus ⊕ otimes ⊗
    le ≤ leq ≤ ge ≥ geq ≥ ll ≪ gg ≫ sim ∼ simeq ≃ approx ≈ equiv ≡ propto ∝
    in ∈ subset ⊂ subseteq ⊆ supset ⊃ cup ∪ cap ∩ forall ∀ exists ∃ partial ∂ nabla ∇ infty ∞ ell ℓ prime ′
    to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ uparrow ↑ downarrow ↓
    langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ ldots ... cdots ···
    log log ln ln lg lg exp exp sin sin cos cos tan tan max max min min lim lim det det dim dim gcd gcd
    { { } } % % # # & & _ _ $ $
"""
_WORDS: Final = _TABLE.split()
SYMBOLS: Final = {
    **dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)),
    **dict.fromkeys((",", ";", ":", "!", " ", "quad", "qquad"), " "),
}
r"""Commands without arguments, and what a reader reads for them."""

_OPERATORS: Final = frozenset(f"\\{name} " for name, read in SYMBOLS.items() if name == read and len(name) > 1)
"""Those that are read as a word, and so stand apart from a letter beside them: n log n."""

COMMANDS: Final = {
    "frac": "{{",
    **dict.fromkeys(("mathrm", "mathbf", "mathit", "mathcal", "text", "overline", "underline"), "{"),
}
r"""Commands with arguments; ``\text`` comes out as ``\mathrm``."""

_CONTEXT: Final = LatexContextDb()
_CONTEXT.add_context_category("math", macros=[std_macro(name, arguments) for name, arguments in COMMANDS.items()])


class MathRefusedError(Exception):
    """The formula is not whole, or holds something that is not listed."""


class Formula(NamedTuple):
    """A formula as LaTeX, and as a reader reads it in one line."""

    latex: str
    plain: str


def read_formula(source: str) -> Formula:
    """Read what stands between two dollars.

    Raises:
        MathRefusedError: The formula is refused; the message says why.
    """
    if not (source.isascii() and source.isprintable()):
        raise MathRefusedError("only ASCII can stand in math")
    if sum(map(source.count, "{[(")) > _MAX_BRACKETS:  # the walker recurses at each of them
        raise MathRefusedError("too many brackets")
    walker = LatexWalker(source, latex_context=_CONTEXT, tolerant_parsing=False)
    try:
        nodes, _, length = walker.get_latex_nodes()
    except LatexWalkerError as error:
        raise MathRefusedError("the formula is not whole") from error
    if sum(node.len for node in nodes) != length or length != len(source):
        raise MathRefusedError("the formula is not whole")  # such as a backslash at its end, which the walker drops
    formula = _row(nodes)
    if not formula.plain.strip():
        raise MathRefusedError("the formula is empty")
    return formula


def _row(nodes: Sequence[LatexNode], space: str = "") -> Formula:
    """Join atoms, with every script in braces, and never two of a kind on one base (a TeX error).

    A space is drawn between an operator that is a word and a letter or a figure beside it.
    """
    latex, plain = [], []
    used: set[str] = set()
    after_operator = False
    atoms = _atoms(nodes, space)
    for atom in atoms:
        if atom.latex in ("^", "_"):
            operand = next(atoms, None)
            if atom.latex in used or operand is None or operand.latex in ("^", "_", "'"):
                raise MathRefusedError(f"{atom.latex} without a base or without anything to set there")
            used.add(atom.latex)
            if atom.latex == "^" or "prime" in used:  # a prime is a superscript, which only ^ right behind it joins
                used |= {"^", "'"}
            latex.append(f"{atom.latex}{{{operand.latex}}}")
            plain.append(operand.plain)
            continue
        if atom.latex == "'":
            if "'" in used:
                raise MathRefusedError("a prime after ^")
            used.add("prime")
        else:
            used.clear()
        is_operator = atom.latex in _OPERATORS
        if (is_operator or after_operator) and atom.plain[:1].isalnum() and "".join(plain[-1:])[-1:].isalnum():
            latex.append(r"\cvafterword{}" if after_operator else r"\cvbeforeword{}")
            plain.append(" ")
        after_operator = is_operator
        latex.append(atom.latex)
        plain.append(atom.plain)
    return Formula("".join(latex), "".join(plain))


def _atoms(nodes: Sequence[LatexNode], space: str) -> Iterator[Formula]:
    for node in nodes:
        if isinstance(node, LatexCharsNode):
            yield from (_character(character, space) for character in node.chars if character != " " or space)
        else:
            yield _compound(node, space)


def _character(character: str, space: str) -> Formula:
    if character == " ":
        return Formula(space, " ")
    if character == "'":
        return Formula("'", "′")
    if character.isalnum() or character in _CHARACTERS or character in "^_":
        return Formula(character, _AS_PRINTED.get(character, character))
    raise MathRefusedError(f"{character} cannot stand in math")


def _compound(node: LatexNode, space: str) -> Formula:
    if isinstance(node, LatexGroupNode) and node.delimiters == ("{", "}"):
        inner = _row(node.nodelist, space)
        return Formula(f"{{{inner.latex}}}", inner.plain)
    if not isinstance(node, LatexMacroNode):
        raise MathRefusedError("environments and comments cannot stand in math")
    name = node.macroname
    if name in SYMBOLS:
        return Formula(f"\\{name} " if name.isalpha() else f"\\{name}", SYMBOLS[name])
    if name not in COMMANDS or node.nodeargd is None:
        raise MathRefusedError(f"\\{name} is not among the commands that can stand in math")
    return _command(name, node.nodeargd.argnlist)


def _command(name: str, arguments: Sequence[LatexNode | None]) -> Formula:
    command, space = ("mathrm", "\\ ") if name == "text" else (name, "")
    rows = [_row([argument], space) for argument in arguments if argument is not None]
    latex = f"\\{command}" + "".join(f"{{{row.latex}}}" for row in rows)
    return Formula(latex, "".join(row.plain for row in rows))

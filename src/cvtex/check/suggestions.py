"""What an unknown key was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cvtex.resume import Basics, Fit, LayoutSettings, Resume
from cvtex.resume.layout import LayoutModel
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtex.resume.base import Model

# Names that other formats, older versions of JSON Resume and people use; each with what may be meant: the first that
# the model has.
_OTHER_NAMES = {
    name: meant.split()
    for names, meant in (
        ("company employer 公司 单位", "name organization entity"),
        ("organisation org group society 组织", "organization entity name department"),
        ("school university college 学校 院校", "institution name"),
        ("major programme program field subject 专业", "area"),
        ("degree diploma 学位 学历", "studyType"),
        ("gpa grade grades mark 成绩 绩点", "score"),
        ("ranking 排名", "rank"),
        ("title job jobtitle post 职位 职务", "position title label name roles"),
        ("role 角色", "position roles title label name"),
        ("name 名称", "title institution organization language"),
        ("team unit division lab 部门", "department"),
        ("start from begin since startedat 开始", "startDate"),
        ("end to until finish endedat 结束", "endDate"),
        ("date when year 日期 时间", "date releaseDate startDate"),
        ("birthday dob dateofbirth 生日", "birthDate"),
        ("website site homepage link href web 网址 链接", "url"),
        ("mail emailaddress 邮箱", "email"),
        ("tel telephone mobile cell phonenumber 电话 手机", "phone"),
        ("picture photo avatar portrait 照片", "image"),
        ("about profile bio 简介", "summary"),
        ("headline tagline", "label"),
        ("bullets points achievements responsibilities details items tasks 亮点", "highlights items"),
        ("tech stack technologies tools tags", "keywords"),
        ("coursework 课程", "courses"),
        ("company_description", "description"),
        ("issuedby authority organizer grantor", "issuer awarder"),
        ("journal conference venue", "publisher"),
        ("author", "authors"),
        ("experience jobs employment workexperience 工作", "work"),
        ("schools 教育", "education"),
        ("honors honours prizes award 获奖", "awards"),
        ("certifications certs certificate licenses", "certificates"),
        ("papers articles publication patents 论文", "publications"),
        ("skill 技能", "skills"),
        ("hobbies interest", "interests"),
        ("project 项目", "projects"),
        ("volunteering", "volunteer"),
        ("referees reference", "references reference"),
        ("header personal contact me 基本信息", "basics"),
        ("style theme design settings options", "layout template"),
        ("content value body 内容", "text value"),
        ("abbreviation brief", "short"),
        ("importance weight rank", "priority"),
        ("lang langs language", "only languages"),
        ("pagesize papersize size", "paper font_size"),
        ("color colour", "accent"),
        ("font", "fonts"),
        ("margins", "margin"),
        ("fontsize", "font_size"),
        ("linespread linespacing lineheight spacing", "leading gap"),
        ("type", "kind"),
        ("network site platform", "network"),
        ("user account handle login", "username"),
        ("zip zipcode postcode", "postalCode"),
        ("country", "countryCode"),
        ("state province", "region"),
    )
    for name in names.split()
}


_DETAILS: Final = frozenset({"wechat", "weixin", "wx", "微信", "微信号", "qq", "qq号", "telegram", "whatsapp", "orcid"})


def nearest_key(model: type[Model], key: str) -> str | None:
    """The key of the model that was probably meant."""
    known = fields_of(model)
    folded = {_folded(name): name for name in known}
    if found := folded.get(_folded(key)):
        return found
    for meant in _OTHER_NAMES.get(_folded(key), ()):
        if meant in known:
            return meant
    if issubclass(model, LayoutModel) and home_of(model, key):  # `fontSize` is no slip for `fonts`
        return None
    return nearest(key, known)


def nearest_section(name: str, known: Iterable[str]) -> str | None:
    """The section that was probably meant: ``work`` for ``experience``."""
    known = tuple(known)
    return next((meant for meant in _OTHER_NAMES.get(_folded(name), ()) if meant in known), None) or nearest(
        name, known
    )


def is_for_details(model: type[Model], key: str) -> bool:
    """Whether it is something for the header that has no key of its own, such as 微信."""
    return model is Basics and _folded(key) in _DETAILS


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is nearly spelt like the word."""
    import difflib  # slow to import, and only needed when something is wrong

    names = {choice.lower(): choice for choice in choices}
    found = difflib.get_close_matches(word.lower(), names, n=1, cutoff=0.7)
    return names[found[0]] if found else None


def home_of(model: type[Model], key: str) -> tuple[str, str] | None:
    """The place where this key belongs, if it stands in the wrong one, and its spelling there."""
    for home, inhabitant in (
        ("layout.fit", Fit),
        ("layout", LayoutSettings),
        ("basics", Basics),
        ("the top of the file", Resume),
    ):
        if model is inhabitant:
            continue
        known = fields_of(inhabitant)
        if key in known:
            return home, key
        if issubclass(model, LayoutModel) and issubclass(inhabitant, LayoutModel):
            folded = {_folded(name): name for name in known}
            meant = (_folded(key), *_OTHER_NAMES.get(_folded(key), ()))
            if found := next((folded[_folded(name)] for name in meant if _folded(name) in folded), None):
                return home, found
    return None


def _folded(key: str) -> str:
    return key.replace("_", "").replace("-", "").replace(" ", "").casefold()

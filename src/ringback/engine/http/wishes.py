"""What a user may set for their calls: each setting with its value, what else it may be, and what holds without it."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from ringback.engine import settings_words, wishes
from ringback.engine.context import Context
from ringback.engine.facts import SETTINGS
from ringback.engine.http.user import User, language_of
from ringback.engine.http.views import OptionView
from ringback.engine.phrases import Phrases
from ringback.engine.recall import first_name
from ringback.engine.task import Language
from ringback.engine.wishes import Bounds, Group, Kind, Setting, Wishes


class SettingView(BaseModel):
    """`PATCH /context/settings/{key}` sets it, `DELETE` takes it back; errors say what it may be."""

    key: str
    group: Group
    kind: Kind
    label: str = Field(description="what it is called, in the user's language")
    hint: str = Field(description="what it does")
    value: str | None = Field(description="as it is set; null while it is not")
    standard: str = Field(description="what holds while it is not set; empty for nothing")
    options: list[OptionView] = Field(description="of a choice; one of these")
    least: float = Field(description="of a number")
    most: float | None = Field(description="of a number; the server allows no more")
    language: Language | None = Field(description="of a text; what it is written in")


class SettingsView(BaseModel):
    settings: list[SettingView]
    name: str | None = Field(description="the user's, as the calls' first sentence would say it")


def create_router(context: Context, default_language: Language) -> APIRouter:
    router = APIRouter(prefix="/context", tags=["context"])

    @router.get("/settings")
    async def settings(user: User, request: Request) -> SettingsView:
        """All that the user may set for their calls, with what is set."""
        facts, bounds = await context.facts(user), await context.bounds()
        phrases = Phrases(language_of(request, default_language))
        values = {fact.key: fact.value for fact in facts if fact.section == SETTINGS}
        wished = wishes.of(facts)
        shown = [_view(one, values, wished, phrases, bounds) for one in wishes.ALL.values()]
        name = next((fact.value for fact in facts if (fact.section, fact.key) == ("profile", "name")), None)
        return SettingsView(settings=shown, name=name and first_name(name))

    return router


def _view(setting: Setting, values: dict[str, str], wished: Wishes, phrases: Phrases, bounds: Bounds) -> SettingView:
    key, value = setting.key, values.get(setting.key)
    return SettingView(
        key=key,
        group=setting.group,
        kind=setting.kind,
        label=phrases.text(f"setting.{key}"),
        hint=phrases.text(f"setting.{key}.hint"),
        value=value if value is not None and wishes.usable(key, value) else None,
        standard=settings_words.standard(setting, wished, bounds),
        options=[OptionView(value=one, label=settings_words.option(setting, one, phrases)) for one in setting.options],
        least=setting.least(bounds),
        most=setting.most(bounds),
        language=setting.language,
    )

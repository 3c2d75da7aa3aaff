"""Slack's limits on texts, blocks and views; what is over them is refused as Slack refuses it."""

from __future__ import annotations

from typing import Any, NoReturn

from app.slack.sandbox.state import Json, Refused

MESSAGE_TEXT, MARKDOWN_TEXT, MESSAGE_BLOCKS, VIEW_BLOCKS = 40_000, 12_000, 50, 100
PRIVATE_METADATA, TITLE, ID = 3000, 24, 255
MESSAGE_KINDS = {
    "actions", "alert", "card", "context", "context_actions", "divider", "file", "header", "image", "input", "markdown",
    "plan", "rich_text", "section", "table", "task_card", "video",
}  # fmt: skip
VIEW_KINDS = {"actions", "context", "divider", "header", "image", "input", "rich_text", "section", "video"}
CHOICES = {"static_select", "radio_buttons", "checkboxes", "overflow", "multi_static_select"}


def message_blocks(blocks: Any) -> list[Json]:
    """The blocks of a message. Raises `invalid_blocks` or `msg_blocks_too_long`."""
    found = _blocks(blocks, MESSAGE_BLOCKS, MESSAGE_KINDS)
    markdown = sum(len(block.get("text", "")) for block in found if block["type"] == "markdown")
    if markdown > MARKDOWN_TEXT:
        raise Refused("msg_blocks_too_long")
    if sum(_characters(block) for block in found) > 13_200:
        raise Refused("msg_blocks_too_long")
    return found


def markdown_text(text: Any) -> str:
    """Raises `msg_too_long`."""
    if not isinstance(text, str):
        raise Refused("invalid_arguments")
    if len(text) > MARKDOWN_TEXT:
        raise Refused("msg_too_long")
    return text


def view(value: Any, kinds: tuple[str, ...]) -> Json:
    """Raises `invalid_arguments` or `view_too_large` with the field in `response_metadata`."""
    if not isinstance(value, dict) or value.get("type") not in kinds:
        _wrong("view.type")
    if len(value.get("private_metadata", "")) > PRIVATE_METADATA:
        _wrong("private_metadata must be at most 3000 characters")
    if len(value.get("callback_id", "")) > ID:
        _wrong("callback_id must be at most 255 characters")
    if value["type"] == "modal":
        for name in ("title", "submit", "close"):
            if name == "title" and "title" not in value:
                _wrong("title is required")
            if name in value:
                _text(value[name], TITLE, name, plain=True)
        if any(block.get("type") == "input" for block in value.get("blocks", [])) and "submit" not in value:
            _wrong("submit is required with an input block")
    blocks = _blocks(value.get("blocks"), VIEW_BLOCKS, VIEW_KINDS, error="invalid_arguments")
    if sum(_characters(block) for block in blocks) > 250_000:
        raise Refused("view_too_large")
    return dict(value)


def _blocks(blocks: Any, most: int, kinds: set[str], *, error: str = "invalid_blocks") -> list[Json]:
    if not isinstance(blocks, list):
        raise Refused(error, response_metadata={"messages": ["blocks must be a list"]})
    if len(blocks) > most:
        _wrong(f"no more than {most} items allowed [json-pointer:/blocks]", error)
    ids = [block.get("block_id") for block in blocks if isinstance(block, dict) and block.get("block_id")]
    if len(ids) != len(set(ids)):
        _wrong("block_id must be unique", error)
    for block in blocks:
        if not isinstance(block, dict) or block.get("type") not in kinds:
            _wrong(f"unsupported type: {block.get('type') if isinstance(block, dict) else block}", error)
        if len(block.get("block_id", "")) > ID:
            _wrong("block_id is too long", error)
        try:
            _block(block)
        except Refused as refused:
            raise Refused(error, **refused.more) from refused
        except (KeyError, TypeError, AttributeError) as wrong:
            raise Refused(error, response_metadata={"messages": [f"missing or wrong field: {wrong}"]}) from wrong
    return blocks


def _block(block: Json) -> None:
    match block["type"]:
        case "section":
            if "text" not in block and "fields" not in block:
                _wrong("section needs text or fields")
            if "text" in block:
                _text(block["text"], 3000, "section text")
            if len(block.get("fields", [])) > 10:
                _wrong("no more than 10 fields")
            for each in block.get("fields", []):
                _text(each, 2000, "field")
            if "accessory" in block:
                _element(block["accessory"])
        case "header":
            _text(block["text"], 150, "header", plain=True)
        case "context":
            if not 1 <= len(block["elements"]) <= 10:
                _wrong("context takes 1 to 10 elements")
            for each in block["elements"]:
                if each["type"] != "image":
                    _text(each, 3000, "context")
        case "actions":
            if not 1 <= len(block["elements"]) <= 25:
                _wrong("actions takes 1 to 25 elements")
            ids = [each.get("action_id") for each in block["elements"]]
            if len(ids) != len(set(ids)):
                _wrong("action_id must be unique within its block")
            for each in block["elements"]:
                _element(each)
        case "context_actions":
            if not 1 <= len(block["elements"]) <= 5:
                _wrong("context_actions takes 1 to 5 elements")
            for each in block["elements"]:
                if each["type"] not in ("feedback_buttons", "icon_button"):
                    _wrong("context_actions takes feedback_buttons and icon_button")
                for side in ("positive_button", "negative_button"):
                    if each["type"] == "feedback_buttons":
                        _text(each[side]["text"], 75, side, plain=True)
                        _limit(each[side]["value"], 2000, "value")
        case "markdown":
            if not isinstance(block.get("text"), str) or not block["text"]:
                _wrong("markdown needs text")
        case "input":
            _text(block["label"], 2000, "label", plain=True)
            if "hint" in block:
                _text(block["hint"], 2000, "hint", plain=True)
            _element(block["element"])
        case "image":
            if not block.get("alt_text") or not (block.get("image_url") or block.get("slack_file")):
                _wrong("image needs alt_text and image_url or slack_file")


def _element(element: Json) -> None:
    _limit(element.get("action_id", ""), ID, "action_id")
    kind = element["type"]
    if kind == "button":
        _text(element["text"], 75, "button", plain=True)
        _limit(element.get("value", ""), 2000, "value")
        _limit(element.get("url", ""), 3000, "url")
        if element.get("style") not in (None, "primary", "danger"):
            _wrong("style must be primary or danger")
    elif kind in CHOICES:
        most = {"radio_buttons": 10, "checkboxes": 10, "overflow": 5}.get(kind, 100)
        if "option_groups" in element:
            options = [option for group in element["option_groups"] for option in group["options"]]
        else:
            options = element["options"]
        if not 1 <= len(options) <= most:
            _wrong(f"{kind} takes 1 to {most} options")
        for option in options:
            _text(option["text"], 75, "option")
            _limit(option["value"], 150, "option value")
            if "description" in option:
                _text(option["description"], 75, "description")
        chosen = element.get("initial_options", [element["initial_option"]] if "initial_option" in element else [])
        if any(each not in options for each in chosen):
            _wrong("initial options must be among the options")
    elif kind == "plain_text_input":
        _limit(element.get("initial_value", ""), 3000, "initial_value")
        if "placeholder" in element:
            _text(element["placeholder"], 150, "placeholder", plain=True)
    elif kind not in ("timepicker", "datepicker", "number_input", "image", "file_input"):
        _wrong(f"unsupported element: {kind}")


def _text(value: Json, most: int, what: str, *, plain: bool = False) -> None:
    if not isinstance(value, dict) or value.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        _wrong(f"{what} must be a text object")
    if not isinstance(value.get("text"), str) or not value["text"]:
        _wrong(f"{what} must have text")
    _limit(value["text"], most, what)


def _limit(value: str, most: int, what: str) -> None:
    if len(value) > most:
        _wrong(f"{what}: must be no more than {most} characters")


def _characters(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, list):
        return sum(map(_characters, value))
    if isinstance(value, dict):
        return sum(_characters(each) for key, each in value.items() if key in ("text", "elements", "fields"))
    return 0


def _wrong(message: str, error: str = "invalid_arguments") -> NoReturn:
    raise Refused(error, response_metadata={"messages": [f"[ERROR] {message}"]})

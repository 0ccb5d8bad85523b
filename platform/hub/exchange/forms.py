"""What the secretariat chooses: a sheet to take away, a file to bring."""

from flask_babel import lazy_gettext as _l

from hub.core.forms import Form, choice, tick, upload
from hub.exchange.columns import KINDS_OF_SHEET, Format, Headers

HEADERS = {
    Headers.JA: _l("Japanese"),
    Headers.EN: _l("English"),
    Headers.MACHINE: _l("As in the program (slug, name_ja …)"),
}


FORMATS = {
    Format.XLSX: _l("Excel workbook (.xlsx)"),
    Format.CSV: _l("CSV, UTF-8"),
    Format.CP932: _l("CSV, CP932 (Shift JIS), for older programs"),
}


class ExportForm(Form):
    kind = choice(_l("Sheet"), KINDS_OF_SHEET.items(), required=_l("Choose a sheet"), empty=False)
    headers = choice(
        _l("Language of headers and values"), HEADERS.items(), required=_l("Choose a language"), empty=False
    )
    form = choice(_l("Format"), FORMATS.items(), required=_l("Choose a format"), empty=False)
    own_only = tick(_l("Leave out sample members"))


class ImportForm(Form):
    kind = choice(
        _l("What the file holds"), KINDS_OF_SHEET.items(), required=_l("Choose a sheet"), empty=False
    )
    file = upload(
        _l("File"),
        required=_l("Choose a file"),
        support=_l(
            ".xlsx, or CSV in UTF-8 or CP932 (Shift JIS); up to 20 MB. Columns named in Japanese or English"
        ),
    )

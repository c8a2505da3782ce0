"""Make the demo corpus's PDF and Word document; their words stand here, the binaries are committed.

Run once after changing the text: .venv/bin/python training/demo_documents.py
"""

import datetime as dt
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

CORPUS = Path(__file__).parent.parent / "src" / "onrecord" / "demo" / "corpus"
REPORT = (
    "The Karsland services in Velmora and Ardany",
    "This report was prepared for the Committee on Security of the Velmoran House of Deputies. It covers the years 2020 to 2022.",
    "The Karsland Security Directorate is led by General Anton Brusk. It reports to the State Defence Board, which is chaired by Prime Minister Pavel Roth. "
    "According to two former officers, Chairman Ivo Destan approves every operation abroad.",
    "Bureau Nine, a unit of the Karsland army, took part in at least three operations in Velmora. In 2021 it tried to abduct the engineer Karel Dovan in Tarn Haven. "
    "The attempt failed. Velmora should proscribe both services, the committee said.",
)
MINUTES = (
    "Minutes of the Security Committee, 12 October 2022",
    "The chair, Deputy Helga Rast, opened the meeting. Police chief Rolf Egan reported on the murder of Leo Varn.",
    "Egan said that one suspect had been identified. He said the weapon, a pistol, had been found in the harbour.",
    "Deputy Olaf Stenn proposed that Velmora expel the Karsland ambassador. The proposal was rejected by seven votes to four.",
)


def main() -> None:
    """Write both files anew, with fixed dates."""
    styles = getSampleStyleSheet()
    pdf = SimpleDocTemplate(
        str(CORPUS / "27-committee-report.pdf"),
        pagesize=A4,
        title=REPORT[0],
        author="Committee on Security",
        invariant=1,
    )
    pdf.build([Paragraph(p, styles["Title" if i == 0 else "BodyText"]) for i, p in enumerate(REPORT)])
    word = docx.Document()
    word.core_properties.title = MINUTES[0]
    word.core_properties.author = "Security Committee"
    word.core_properties.created = word.core_properties.modified = dt.datetime(2022, 10, 12, 9, 0)  # noqa: DTZ001 - Word keeps no zone
    word.add_heading(MINUTES[0], 0)
    for paragraph in MINUTES[1:]:
        word.add_paragraph(paragraph)
    word.save(str(CORPUS / "28-minutes.docx"))


if __name__ == "__main__":
    main()

import * as xlsx from "@e965/xlsx";

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** The parts of a small workbook written by hand: names A and B as shared strings, `cells` as they stand. */
export function workbookParts(cells: string, before = "", after = ""): Record<string, string> {
  return {
    "[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${SHEET_TYPE}.sharedStrings+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${NAMESPACE} xmlns:r="${DOCUMENT}"><sheets><sheet name="Matrix" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    "xl/sharedStrings.xml": `<sst ${NAMESPACE}><si><t>A</t></si><si><t>B</t></si></sst>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${NAMESPACE}>${before}<sheetData>${cells}</sheetData>${after}</worksheet>`,
  };
}

/** The matrix A → B of strength 2, B → A potential, with one cell to be put in for the 2. */
export function cellsWith(strength = "<c r='C2'><v>2</v></c>"): string {
  return `<row r="1"><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>0</v></c>${strength}</row><row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="str"><v>P</v></c></row>`;
}

export function zip(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const archive = xlsx.CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(parts))
    xlsx.CFB.utils.cfb_add(archive, path, Buffer.from(content as string));
  return xlsx.CFB.write(archive, { fileType: "zip", type: "buffer", compression: true }) as Buffer;
}

import { CLASS_COLOURS, CLASS_TINTS } from "../plots/drawing/class-marks.js";
import { CLASSES } from "../structure/plane.js";

const SERIF =
  '"Iowan Old Style", "Palatino Linotype", Palatino, P052, "Book Antiqua", Georgia, "Liberation Serif", serif';
const SANS = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';

const CLASS_RULES = CLASSES.map(
  (name) =>
    `.mark.${name} { color: ${CLASS_COLOURS[name]} }\n.class.${name} { border-top-color: ${CLASS_COLOURS[name]}; background: ${CLASS_TINTS[name]} }`,
).join("\n");

/** A text as a CSS string. */
function cssString(text: string): string {
  const safe = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, " ");
  return `"${safe.replace(/["\\<>]/g, (character) => `\\${character.codePointAt(0)!.toString(16)} `)}"`;
}

/** The whole style sheet of a report: screen and A4 paper, no font or picture to load. `running` stands at the foot of every page. */
export function htmlStyle(runningTitle: string, runningNote: string): string {
  return `
:root { --ink: #1b2630; --soft: #55616c; --line: #d5dbe0; --accent: #14466b; color-scheme: light }
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth }
body { margin: 0; color: var(--ink); background: #fff; font: 17px/1.55 ${SERIF}; font-variant-numeric: lining-nums;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }
.page { max-width: 74rem; margin: 0 auto; padding: 0 2rem 4rem; display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 3.5rem }
header, footer { grid-column: 1 / -1 }
header { padding: 4rem 0 1.8rem; border-bottom: 3px solid var(--accent); margin-bottom: 2.2rem }
h1, h2, h3 { line-height: 1.2; font-weight: 600; text-wrap: balance }
h1 { font-size: 2.5rem; margin: .5rem 0 .8rem; color: var(--accent); letter-spacing: -.01em }
h2 { font-size: 1.7rem; margin: 0 0 1.1rem; color: var(--accent) }
h2 .number { color: var(--soft); font-weight: 400; margin-right: .45em }
h3 { font-size: 1.2rem; margin: 2.2rem 0 .7rem }
p { margin: 0 0 .9rem; max-width: 44rem }
.kind, .details, nav, figcaption, caption, table, .facts, footer, .class h3 { font-family: ${SANS} }
.kind { text-transform: uppercase; letter-spacing: .12em; font-size: .78rem; color: var(--soft); margin: 0 }
.details { color: var(--soft); font-size: 1rem }
.disclaimer { margin: 1.4rem 0 0; padding: .85rem 1.1rem; background: #fdf6e3; border-left: 4px solid #d9a514; font-size: .95rem; max-width: 56rem }
nav { font-size: .9rem; line-height: 1.35 }
nav .inner { position: sticky; top: 2rem }
nav h2 { font-size: .78rem; text-transform: uppercase; letter-spacing: .12em; color: var(--soft); margin: 0 0 .8rem; font-weight: 600 }
nav ol { list-style: none; margin: 0; padding: 0 }
nav li { margin: 0 0 .55rem }
nav a { color: var(--ink); text-decoration: none; display: flex; gap: .6em }
nav a:hover { color: var(--accent); text-decoration: underline }
nav .number { color: var(--soft); min-width: 1.4em; text-align: right }
section { margin: 0 0 4rem; scroll-margin-top: 1.5rem }
ul { margin: 0 0 1.1rem; padding-left: 1.2rem; max-width: 44rem }
li { margin: 0 0 .4rem }
.facts { display: flex; flex-wrap: wrap; margin: 0 0 1.4rem; padding: 0; border: 1px solid var(--line); border-width: 1px 0 }
.facts div { flex: 1 1 6.2rem; padding: .8rem .9rem .8rem 0 }
.facts dd { margin: 0; font-size: 1.55rem; font-weight: 600; color: var(--accent); white-space: nowrap }
.facts dt { font-size: .78rem; line-height: 1.25; color: var(--soft) }
.facts div { display: flex; flex-direction: column-reverse; justify-content: flex-end }
.classes { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin: 0 0 1.4rem }
.class { border-top: 4px solid; padding: .9rem 1.1rem .6rem; break-inside: avoid }
.class.long { break-inside: auto }
.class.autonomous { order: 3 }
.class.dependent { order: 4 }
.class h3 { margin: 0 0 .4rem; font-size: 1.05rem }
.class .role { font-size: .92rem; line-height: 1.4; color: #39444e; margin-bottom: .6rem }
.class ul { list-style: none; padding: 0; margin: 0 0 .4rem; font: .92rem/1.4 ${SANS} }
.class li { margin: 0 0 .2rem }
.mark { font-family: "DejaVu Sans", "Segoe UI Symbol", "Apple Symbols", ${SANS}; font-size: .95em }
figure { margin: 1.6rem 0 1.8rem; break-inside: avoid }
figure svg { display: block; width: 100%; height: auto; outline: 1px solid var(--line); outline-offset: -1px }
figcaption, caption { font-size: .85rem; color: var(--soft); text-align: left; line-height: 1.35 }
figcaption { margin-top: .5rem }
caption { padding-bottom: .45rem; caption-side: top }
.caption-number { font-weight: 600; color: var(--ink) }
.table { overflow-x: auto; margin: 1.4rem 0 1.8rem }
table { border-collapse: collapse; width: 100%; font-size: .82rem; line-height: 1.3; font-variant-numeric: tabular-nums lining-nums }
thead th { font-weight: 600; text-align: left; vertical-align: bottom; color: var(--soft); border-bottom: 1.5px solid var(--accent); padding: .3rem .5rem; hyphens: manual }
thead th.group { text-align: center; border-bottom: 1px solid var(--line); color: var(--ink) }
tbody th { font-weight: 400; text-align: left; min-width: 8.5em; overflow-wrap: anywhere }
td:not(.right, .center, .nowrap) { min-width: 6.8em; overflow-wrap: anywhere }
tbody th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top }
table .right { text-align: right }
table .center { text-align: center }
td.right { white-space: nowrap }
.right + :not(.right) { padding-left: 1.4em }
.nowrap { white-space: nowrap }
.dense .center { padding-left: .1rem; padding-right: .1rem }
.dense tbody th { min-width: 3em }
tr { break-inside: avoid }
footer { border-top: 1px solid var(--line); padding-top: 1rem; font-size: .85rem; color: var(--soft) }
${CLASS_RULES}
@media (max-width: 62rem) {
  .page { display: block; padding: 0 1.2rem 3rem }
  header { padding-top: 2rem }
  h1 { font-size: 1.9rem }
  nav { margin-bottom: 2.5rem }
}
@media (max-width: 40rem) { .classes { grid-template-columns: 1fr } .class { order: 0 !important } }
@page {
  size: A4; margin: 17mm 15mm 18mm;
  @top-left { content: ${cssString(runningTitle)}; font: 7.5pt ${SANS}; color: #55616c }
  @bottom-left { content: ${cssString(runningNote)}; font: italic 7.5pt ${SANS}; color: #55616c }
  @bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt ${SANS}; color: #55616c }
}
@page :first { @top-left { content: none } }
@media print {
  body { font-size: 10pt; line-height: 1.42 }
  .page { display: block; max-width: none; padding: 0 }
  header { padding: 16mm 0 6mm; margin-bottom: 8mm }
  h1 { font-size: 25pt }
  h2 { font-size: 16pt; margin-bottom: 4mm }
  h3 { font-size: 12pt; margin-top: 6mm }
  h1, h2, h3 { break-after: avoid }
  p, ul { max-width: none; orphans: 3; widows: 3 }
  nav { font-size: 10pt }
  nav .inner { position: static }
  nav ol { columns: 2; column-gap: 10mm }
  nav li { break-inside: avoid; margin-bottom: 2mm }
  section { margin: 0 0 9mm }
  h2 + p, h3 + p, h2 + .facts { break-before: avoid }
  caption, thead, tbody tr:nth-child(-n + 3) { break-after: avoid }
  tbody tr:nth-last-child(-n + 3) { break-before: avoid }
  .table { overflow: visible; margin: 4mm 0 6mm }
  .table.short { break-inside: avoid }
  table { font-size: 8pt }
  tbody th, td, thead th { padding: 1.05mm 1.4mm }
  .dense .center { padding-left: .3mm; padding-right: .3mm }
  .wide table { font-size: 7.2pt }
  .wide tbody th, .wide td, .wide thead th { padding-left: .9mm; padding-right: .9mm }
  thead { display: table-header-group }
  caption, figcaption { font-size: 8pt }
  figure { margin: 3mm 0 5mm }
  figure svg { max-height: 150mm; max-width: 100%; margin: 0 auto }
  #matrix figure svg, #rankings figure svg { max-height: 205mm }
  figcaption { break-before: avoid }
  .facts { margin-bottom: 5mm }
  .facts dd { font-size: 15pt }
  .facts dt { font-size: 7.6pt }
  .facts div { flex-basis: 0; padding: 2.5mm 2.2mm }
  .class ul, .class .role { font-size: 9pt }
  .classes { gap: 4mm }
  .class { padding: 3mm 4mm 2mm }
  footer { margin-top: 8mm; font-size: 8pt }
}
`.trim();
}

import { AGREEMENT_WORDS, type AgreementWords } from "./agreement-words.js";
import { BESIDE_SENTENCES, type BesideSentences } from "./beside-sentences.js";
import { COMMON_WORDS, type CommonWords } from "./common-words.js";
import { FORM_WORDS, type FormWords } from "./form-words.js";
import { MAKING_SENTENCES, type MakingSentences } from "./making-sentences.js";
import { PLOT_WORDS, type PlotWords } from "./plot-words.js";
import { REPORT_SENTENCES, type ReportSentences } from "./report-sentences.js";
import { REPORT_WORDS, type ReportWords } from "./report-words.js";
import { ROBUSTNESS_SENTENCES, type RobustnessSentences } from "./robustness-sentences.js";
import { SENSITIVITY_SENTENCES, type SensitivitySentences } from "./sensitivity-sentences.js";
import { SENSITIVITY_WORDS, type SensitivityWords } from "./sensitivity-words.js";
import type { Language } from "./text.js";

/** All words of a language, by section; a section has a file of its own, where English sets the keys and French must have the same. */
export interface Dictionary {
  readonly common: CommonWords;
  readonly plots: PlotWords;
  readonly report: ReportWords;
  readonly sentences: ReportSentences;
  readonly beside: BesideSentences;
  readonly sensitivity: SensitivityWords;
  readonly sensitivityReport: SensitivitySentences;
  readonly robustness: RobustnessSentences;
  readonly agreement: AgreementWords;
  readonly form: FormWords;
  readonly making: MakingSentences;
}

const DICTIONARIES: Readonly<Record<Language, Dictionary>> = {
  en: {
    common: COMMON_WORDS.en,
    plots: PLOT_WORDS.en,
    report: REPORT_WORDS.en,
    sentences: REPORT_SENTENCES.en,
    beside: BESIDE_SENTENCES.en,
    sensitivity: SENSITIVITY_WORDS.en,
    sensitivityReport: SENSITIVITY_SENTENCES.en,
    robustness: ROBUSTNESS_SENTENCES.en,
    agreement: AGREEMENT_WORDS.en,
    form: FORM_WORDS.en,
    making: MAKING_SENTENCES.en,
  },
  fr: {
    common: COMMON_WORDS.fr,
    plots: PLOT_WORDS.fr,
    report: REPORT_WORDS.fr,
    sentences: REPORT_SENTENCES.fr,
    beside: BESIDE_SENTENCES.fr,
    sensitivity: SENSITIVITY_WORDS.fr,
    sensitivityReport: SENSITIVITY_SENTENCES.fr,
    robustness: ROBUSTNESS_SENTENCES.fr,
    agreement: AGREEMENT_WORDS.fr,
    form: FORM_WORDS.fr,
    making: MAKING_SENTENCES.fr,
  },
};

/** The words of a language. */
export function dictionary(language: Language): Dictionary {
  return DICTIONARIES[language];
}

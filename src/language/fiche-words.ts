/** Words of the sheets of variables, after the headings that foresight sheets have: past, present, possible futures. */
const en = {
  fiche: "Variable sheet",
  sections: {
    definition: "What is it?",
    past: "How has the variable evolved?",
    present: "What dynamics are at work?",
    region: "What are the dynamics in the region?",
    turningPoints: "What turning points and breaks could change these dynamics?",
    sources: "Sources",
  },
  hypotheses: "Micro-scenarios",
  kinds: { low: "Low hypothesis", trend: "Trend hypothesis", high: "High hypothesis" },
  basis: "Basis",
  empty: "Nothing has been written on this variable yet.",
};

export type FicheWords = typeof en;

const fr: FicheWords = {
  fiche: "Fiche variable",
  sections: {
    definition: "De quoi s’agit-il ?",
    past: "Quelle a été l’évolution passée de la variable ?",
    present: "Quelles sont les dynamiques à l’œuvre ?",
    region: "Quelles sont les dynamiques en région ?",
    turningPoints: "Quelles sont les inflexions et ruptures qui pourraient modifier les dynamiques en cours ?",
    sources: "Sources",
  },
  hypotheses: "Micro-scénarios",
  kinds: { low: "Hypothèse basse", trend: "Hypothèse tendancielle", high: "Hypothèse haute" },
  basis: "Fondement",
  empty: "Rien n’a encore été écrit sur cette variable.",
};

export const FICHE_WORDS = { en, fr };

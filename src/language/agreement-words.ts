/** Sentences and heads of tables on the agreement of experts. Numbers arrive written for the language. */
const en = {
  basis: (experts: string, answers: string, doubts: string) =>
    `Experts: ${experts}. Answers: ${answers}; does not know: ${doubts}.`,
  alpha: "Krippendorff's alpha",
  exact: "Exact agreement",
  concordance: { influence: "Kendall's W, influence", dependence: "Kendall's W, dependence" },
  alphaBasis: (cells: string) => `ordinal, on ${cells} cells that two or more scored`,
  exactBasis: "% of the pairs of answers to a cell",
  test: (chiSquare: string, degrees: string, p: string, experts: string) =>
    `χ² ${chiSquare}, ${degrees} df, p ${p}; rankings of ${experts} experts`,
  reasons: {
    "no-overlap": "no cell that two experts scored",
    "no-variation": "a single value throughout",
  },
  concordanceReasons: {
    "one-expert": "fewer than two experts scored enough",
    "one-variable": "a single variable",
    "no-variation": "every expert ties all variables",
  },
  columns: {
    expert: "Expert",
    answers: "answers",
    doubts: "?",
    mean: "mean",
    others: "others",
    severity: "severity",
  },
  agenda: (shown: string, disputed: string, decisive: string) =>
    `Disagreements to discuss first (${shown} of ${disputed}; ${decisive} can change a class)`,
  none: "No cell on which two experts gave different scores.",
  entry: (median: string, weight: string) => `median ${median}, weight ${weight}`,
  noFlip: "no class changes",
  more: (count: string) => `and ${count} more`,
  planes: { direct: "direct", indirect: "indirect" },
  notes: [
    "Alpha: 1 is perfect agreement, 0 what chance gives; from 0.8 on scores can be relied on, from 0.667 on with care (Krippendorff).",
    "Severity: mean of the expert − mean of the others on the cells both scored.",
    "Weight: mean difference between two experts × classes and ranks that move if the cell takes another expert's score. Below each cell: the score, and the classes it would change.",
  ],
};

export type AgreementWords = typeof en;

const fr: AgreementWords = {
  basis: (experts, answers, doubts) => `Experts : ${experts}. Réponses : ${answers} ; ne sait pas : ${doubts}.`,
  alpha: "Alpha de Krippendorff",
  exact: "Accord exact",
  concordance: { influence: "W de Kendall, influence", dependence: "W de Kendall, dépendance" },
  alphaBasis: (cells) => `ordinal, sur ${cells} cases cotées par deux experts ou plus`,
  exactBasis: "% des paires de réponses à une case",
  test: (chiSquare, degrees, p, experts) =>
    `χ² ${chiSquare}, ${degrees} ddl, p ${p} ; classements de ${experts} experts`,
  reasons: {
    "no-overlap": "aucune case cotée par deux experts",
    "no-variation": "une seule valeur partout",
  },
  concordanceReasons: {
    "one-expert": "moins de deux experts ont assez coté",
    "one-variable": "une seule variable",
    "no-variation": "chacun met toutes les variables à égalité",
  },
  columns: {
    expert: "Expert",
    answers: "réponses",
    doubts: "?",
    mean: "moyenne",
    others: "autres",
    severity: "sévérité",
  },
  agenda: (shown, disputed, decisive) =>
    `Désaccords à discuter d’abord (${shown} sur ${disputed} ; ${decisive} peuvent changer une classe)`,
  none: "Aucune case où deux experts ont coté différemment.",
  entry: (median, weight) => `médiane ${median}, poids ${weight}`,
  noFlip: "aucune classe ne change",
  more: (count) => `et ${count} de plus`,
  planes: { direct: "direct", indirect: "indirect" },
  notes: [
    "Alpha : 1 est l’accord parfait, 0 celui du hasard ; à partir de 0,8 on peut s’appuyer sur les cotes, à partir de 0,667 avec prudence (Krippendorff).",
    "Sévérité : moyenne de l’expert − moyenne des autres sur les cases cotées par les deux.",
    "Poids : écart moyen entre deux experts × classes et rangs qui bougent si la case prend la cote d’un autre expert. Sous chaque case : la cote, et les classes qu’elle changerait.",
  ],
};

export const AGREEMENT_WORDS = { en, fr };

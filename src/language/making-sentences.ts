/** What a half is a half of: of weights with the methods that weigh answers, of heads with the others. */
type Halves = "heads" | "weights";

/** Sentences on how a matrix was made. Numbers arrive written for the language, with the count beside them for the plural. */
const en = {
  title: "How this matrix was made",
  dated: (day: string) => `Report of ${day}.`,
  stood: (day: string) => `The matrix is shown as it stood on ${day}.`,
  facts: {
    experts: (count: number): string => (count === 1 ? "expert answered" : "experts answered"),
    answers: (count: number): string => (count === 1 ? "answer" : "answers"),
    round: (open: boolean): string => (open ? "round, open" : "round, closed"),
    decisions: (count: number): string => (count === 1 ? "decision" : "decisions"),
    alpha: "Krippendorff's alpha",
  },
  nobody: "No expert has answered: the values came with the study, or were set by the facilitator.",
  answered: (cells: string, all: string) => `The experts answered ${cells} of ${all} cells, each for himself.`,
  rule: {
    median: "The value of a cell is the median of its answers",
    mean: "The value of a cell is the mean of its answers",
    mode: "The value of a cell is its most frequent answer",
    confidence: "The value of a cell is the mean of its answers, weighted by the confidence of each",
    expert: "The value of a cell is the mean of its answers, weighted by expert",
  },
  potential: {
    majority: (value: string, halves: Halves) =>
      `; P where more than half of ${halves === "heads" ? "them say so" : "their weight says so"}, a P counting ${value} elsewhere`,
    value: (value: string) => `; a P counts ${value}`,
    ignore: () => "; a P is no answer",
  },
  minimum: (count: number) => ` It stays blank with fewer than ${count} answers.`,
  dontKnow: {
    heads: " It stays blank where more than half do not know.",
    weights: " It stays blank where those who do not know have more than half of the weight.",
  },
  first: " A decision of the facilitator goes before them.",
  noDecision: "No cell was decided: every value is that of the answers.",
  decisions: (count: number, written: string, cells: string) =>
    `${written} of ${cells} cells ${count === 1 ? "was" : "were"} decided.`,
  noneDeparts: " No decision departs from what the experts' answers make of the cell.",
  departing: (count: number, written: string) =>
    ` ${written} of these decisions ${count === 1 ? "departs" : "depart"} from what the experts' answers make of the cell.`,
  alpha: (value: string) =>
    `Krippendorff's alpha is ${value}: 1 is perfect agreement among the experts, 0 what chance gives; scores can be relied on from 0.8, with care from 0.667.`,
  noAlpha: {
    "no-overlap": "Agreement among the experts cannot be told: no cell has two scores that can be compared.",
    "no-variation": "Agreement among the experts cannot be told: all scores that can be compared are the same.",
  },
  caption: (shown: number, all: number) =>
    shown === all
      ? "Decisions that depart from the answers"
      : `The first ${shown} of ${all} decisions that depart from the answers`,
  columns: { answers: "Answers", decision: "Decision", reason: "Reason" },
  blank: "blank",
};

export type MakingSentences = typeof en;

const fr: MakingSentences = {
  title: "Comment cette matrice a été faite",
  dated: (day) => `Rapport du ${day}.`,
  stood: (day) => `La matrice est montrée telle qu’elle était le ${day}.`,
  facts: {
    experts: (count) => (count < 2 ? "expert a répondu" : "experts ont répondu"),
    answers: (count) => (count < 2 ? "réponse" : "réponses"),
    round: (open) => (open ? "tour, ouvert" : "tour, clos"),
    decisions: (count) => (count < 2 ? "décision" : "décisions"),
    alpha: "alpha de Krippendorff",
  },
  nobody: "Aucun expert n’a répondu : les valeurs sont venues avec l’étude ou ont été fixées par l’animation.",
  answered: (cells, all) => `Les experts ont répondu à ${cells} cases sur ${all}, chacun de son côté.`,
  rule: {
    median: "La valeur d’une case est la médiane de ses réponses",
    mean: "La valeur d’une case est la moyenne de ses réponses",
    mode: "La valeur d’une case est sa réponse la plus fréquente",
    confidence: "La valeur d’une case est la moyenne de ses réponses, pondérée par la confiance de chacune",
    expert: "La valeur d’une case est la moyenne de ses réponses, pondérée par expert",
  },
  potential: {
    majority: (value, halves) =>
      ` ; P si plus de la moitié ${halves === "heads" ? "le disent" : "de leur poids le dit"}, un P comptant ${value} ailleurs`,
    value: (value) => ` ; un P compte ${value}`,
    ignore: () => " ; un P n’est pas une réponse",
  },
  minimum: (count) => ` Elle reste vide avec moins de ${count} réponses.`,
  dontKnow: {
    heads: " Elle reste vide si plus de la moitié ne savent pas.",
    weights: " Elle reste vide si ceux qui ne savent pas ont plus de la moitié du poids.",
  },
  first: " Une décision de l’animation passe avant elles.",
  noDecision: "Aucune case n’a été décidée : chaque valeur est celle des réponses.",
  decisions: (count, written, cells) =>
    `${written} ${count < 2 ? "case a été décidée" : "cases ont été décidées"} sur ${cells}.`,
  noneDeparts: " Aucune décision ne s’écarte de ce que donnent les réponses des experts.",
  departing: (count, written) =>
    ` ${written} de ces décisions ${count < 2 ? "s’écarte" : "s’écartent"} de ce que donnent les réponses des experts.`,
  alpha: (value) =>
    `L’alpha de Krippendorff vaut ${value} : 1 est l’accord parfait entre experts, 0 celui du hasard ; on peut s’appuyer sur les notes à partir de 0,8, avec prudence à partir de 0,667.`,
  noAlpha: {
    "no-overlap": "L’accord entre experts ne peut être mesuré : aucune case n’a deux notes à comparer.",
    "no-variation": "L’accord entre experts ne peut être mesuré : toutes les notes à comparer sont les mêmes.",
  },
  caption: (shown, all) =>
    shown === all
      ? "Décisions qui s’écartent des réponses"
      : `Les ${shown} premières des ${all} décisions qui s’écartent des réponses`,
  columns: { answers: "Réponses", decision: "Décision", reason: "Raison" },
  blank: "vide",
};

export const MAKING_SENTENCES = { en, fr };

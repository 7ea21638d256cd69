/** Sentences and heads of tables of the report on a sensitivity batch. Numbers and shares arrive written for the language. */
const en = {
  subtitle: "Sensitivity report",
  sections: {
    classes: "How sure are the classes?",
    ranks: "How sure are the ranks?",
    convergence: "How far had the estimates come?",
  },
  intro: (samples: string, seed: number) =>
    `${samples} matrices were drawn at random around the one of the study, and each was ranked and classed as the study is. The seed ${seed} draws the same ones again, on any machine.`,
  perturbation: (text: string) => `What was perturbed: ${text}.`,
  meanings: {
    step: "Each judged cell may have the score beside its own, within the scale; a cell scored 0 stays 0 unless said otherwise.",
    potential: "A potential influence comes true, or does not and counts 0.",
    omission: "A scored cell is forgotten, and counts 0.",
    experts: "As many experts as there are, drawn with replacement, are aggregated again.",
    spread: "Each cell takes the score of one of the experts who scored it.",
  },
  setting: (power: string, threshold: string) =>
    `Chains are counted at ${power} in every matrix; the line between low and high is the ${threshold}, taken in each matrix anew.`,
  stopped: (samples: string, asked: string) =>
    `The batch was stopped: ${samples} of the ${asked} matrices asked for are counted.`,
  target: (points: string) =>
    `The batch was to stop once the largest standard error of a class share was at most ${points} percentage points.`,
  facts: {
    samples: "matrices",
    keptDirect: "keep all direct classes",
    keptIndirect: "keep all indirect classes",
    error: "largest standard error, points",
    unsure: "unsure, indirect",
  },
  noClasses: "No perturbed matrix has classes in this plane: all sums are zero.",
  kept: (share: string) => `All variables together keep their classes in ${share} % of the matrices.`,
  levels: {
    sure: "Sure (99 % of the matrices or more)",
    nearly: "Nearly sure (90 to 99 %)",
    unsure: "Unsure (50 to 90 %)",
    contested: "Contested (less than 50 %)",
  },
  allModal: "Every variable is most often in the class it has in the study as it is.",
  changedModal: "Most often in another class than in the study as it is",
  membershipAlt: "A bar for each variable: the share of the matrices in which it has each class.",
  membershipCaption: (plane: string) => `${plane}: share of the matrices in each class, in %`,
  errorNote:
    "± is the standard error of the share of the class in the study: what the number of draws leaves open. It says nothing of whether the perturbation is the right one.",
  ranksIntro:
    "Rank 1 is the strongest. Nine of ten matrices put a variable between its 5 % and its 95 % rank; two variables are told apart where one ranks above the other in at least 95 % of them.",
  mapAlt: "Each variable where the study has it, and the region from its 5 % to its 95 % rank on both axes.",
  ranksAlt: "A line from the lowest to the highest rank of each variable, a bar from 5 % to 95 %.",
  ranksCaption: (plane: string, top: number) =>
    `${plane}: ranks in the matrices, and share of the matrices with the variable among the first ${top}, in %`,
  pairsAlt: "Row against column: the share of the matrices in which the row ranks above the column.",
  pairs: (settled: string, all: string) =>
    `${settled} of ${all} pairs are told apart: one of the two ranks above the other in at least 95 % of the matrices.`,
  pairsCaption: (plane: string, axis: string) => `${plane}: which variables are told apart in ${axis.toLowerCase()}`,
  noPairs: "Pairs were not counted in this batch.",
  convergenceNote:
    "The standard error falls as 1 ÷ √samples: four times as many matrices halve it. The estimates are done when both curves lie below what matters to the reader.",
  convergenceAlt: "Largest standard error and largest change of a class share, by the number of matrices.",
  convergenceCaption: "Estimates at each checkpoint",
  columns: {
    study: "study",
    minimum: "min",
    median: "median",
    maximum: "max",
    first: (top: number) => `first ${top}`,
    mostOften: "Most often",
    above: "surely above",
    below: "surely below",
    apart: "Not told apart from",
    samples: "Matrices",
    error: "error, points",
    change: "change, points",
    kept: "all kept %",
  },
};

export type SensitivitySentences = typeof en;

const fr: SensitivitySentences = {
  subtitle: "Rapport de sensibilité",
  sections: {
    classes: "Les classes sont-elles sûres ?",
    ranks: "Les rangs sont-ils sûrs ?",
    convergence: "Les estimations sont-elles stables ?",
  },
  intro: (samples, seed) =>
    `${samples} matrices ont été tirées au hasard autour de celle de l’étude, et chacune a été classée comme elle. La graine ${seed} tire de nouveau les mêmes, sur toute machine.`,
  perturbation: (text) => `Ce qui a été perturbé : ${text}.`,
  meanings: {
    step: "Chaque case jugée peut avoir la note voisine de la sienne, dans l’échelle ; une case à 0 reste à 0 sauf mention contraire.",
    potential: "Une influence potentielle se réalise, ou bien non et vaut 0.",
    omission: "Une case notée est oubliée, et vaut 0.",
    experts: "Autant d’experts qu’il y en a, tirés avec remise, sont agrégés de nouveau.",
    spread: "Chaque case prend la note de l’un des experts qui l’ont notée.",
  },
  setting: (power, threshold) =>
    `Les chaînes sont comptées à la ${power} dans chaque matrice ; la ligne entre faible et fort est : ${threshold}, prise de nouveau dans chaque matrice.`,
  stopped: (samples, asked) => `Le lot a été arrêté : ${samples} des ${asked} matrices demandées sont comptées.`,
  target: (points) =>
    `Le lot devait s’arrêter dès que la plus grande erreur type d’une part de classe serait d’au plus ${points} points de pourcentage.`,
  facts: {
    samples: "matrices",
    keptDirect: "gardent toutes les classes directes",
    keptIndirect: "gardent toutes les classes indirectes",
    error: "plus grande erreur type, points",
    unsure: "peu sûres, indirect",
  },
  noClasses: "Aucune matrice perturbée n’a de classes dans ce plan : toutes les sommes sont nulles.",
  kept: (share) => `Toutes les variables ensemble gardent leur classe dans ${share} % des matrices.`,
  levels: {
    sure: "Sûres (99 % des matrices ou plus)",
    nearly: "Presque sûres (de 90 à 99 %)",
    unsure: "Peu sûres (de 50 à 90 %)",
    contested: "Contestées (moins de 50 %)",
  },
  allModal: "Chaque variable est le plus souvent dans la classe qu’elle a dans l’étude telle quelle.",
  changedModal: "Le plus souvent dans une autre classe que dans l’étude telle quelle",
  membershipAlt: "Une barre par variable : la part des matrices où elle a chaque classe.",
  membershipCaption: (plane) => `${plane} : part des matrices dans chaque classe, en %`,
  errorNote:
    "± est l’erreur type de la part de la classe de l’étude : ce que le nombre de tirages laisse ouvert. Elle ne dit pas si la perturbation est la bonne.",
  ranksIntro:
    "Le rang 1 est le plus fort. Neuf matrices sur dix placent une variable entre son rang à 5 % et son rang à 95 % ; deux variables sont départagées quand l’une devance l’autre dans au moins 95 % des matrices.",
  mapAlt: "Chaque variable là où l’étude la place, et la région de son rang à 5 % à son rang à 95 % sur les deux axes.",
  ranksAlt: "Un trait du plus petit au plus grand rang de chaque variable, une barre de 5 % à 95 %.",
  ranksCaption: (plane, top) =>
    `${plane} : rangs dans les matrices, et part des matrices où la variable est parmi les ${top} premières, en %`,
  pairsAlt: "Ligne contre colonne : la part des matrices où la ligne devance la colonne.",
  pairs: (settled, all) =>
    `${settled} paires sur ${all} sont départagées : l’une des deux devance l’autre dans au moins 95 % des matrices.`,
  pairsCaption: (plane, axis) => `${plane} : quelles variables sont départagées en ${axis.toLowerCase()}`,
  noPairs: "Les paires n’ont pas été comptées dans ce lot.",
  convergenceNote:
    "L’erreur type diminue comme 1 ÷ √tirages : quatre fois plus de matrices la divisent par deux. Les estimations suffisent quand les deux courbes sont sous ce qui compte pour le lecteur.",
  convergenceAlt: "Plus grande erreur type et plus grand écart d’une part de classe, selon le nombre de matrices.",
  convergenceCaption: "Estimations à chaque étape",
  columns: {
    study: "étude",
    minimum: "min",
    median: "médiane",
    maximum: "max",
    first: (top) => `${top} premières`,
    mostOften: "Le plus souvent",
    above: "sûrement devant",
    below: "sûrement derrière",
    apart: "Non départagée de",
    samples: "Matrices",
    error: "erreur, points",
    change: "écart, points",
    kept: "tout gardé %",
  },
};

export const SENSITIVITY_SENTENCES = { en, fr };

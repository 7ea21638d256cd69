/** Words of the screen that puts two states of a study side by side. */
const en = {
  title: "Compare",
  ways: "What is compared",
  way: { states: "Two states", groups: "Groups of experts", "what-if": "What if" },
  wayText: {
    states: "Two matrices of this study: what was kept, what is agreed, what the experts say.",
    groups: "Two groups of experts, each made into one matrix by the rules of this study.",
    "what-if": "Change cells and see at once what would move. The study itself stays as it is: nothing is saved.",
  },
  oneVariableTitle: "Nothing to compare yet",
  oneVariableText: "A single variable has no influences. Once the study has two or more, they are compared here.",

  heads: {
    states: { before: "Before", after: "After" },
    groups: { before: "Group A", after: "Group B" },
    "what-if": { before: "As it is", after: "With the changes" },
  },
  sideTitle: (head: string, title: string) => `${head} · ${title}`,
  swap: "Swap the two",
  unknownOf: "A matrix that is not there",
  sameOf: "The same matrix stands on both sides. Choose another one on either side.",

  noSnapshotTitle: "No snapshot yet",
  noSnapshotText: "A snapshot keeps the study as it is now, so that later states can be compared with it.",
  noSnapshotWait:
    "Snapshots are taken when a round is closed, or by the facilitator. Once there is one, it is compared with the consensus here.",
  fewStatesTitle: "There are not two states to compare yet",
  fewStatesText: "You see one matrix of this study at most for now. More open when the round is closed.",
  fewStatesReader:
    "You see at most one matrix of this study for now: the facilitator publishes snapshots and opens the results.",
  takeSnapshot: "Keep a snapshot now",
  snapshotName: "Name of the snapshot",
  snapshotUsual: (day: string) => `State of ${day}`,
  snapshotTaken: (title: string) => `Kept: ${title}`,
  snapshotFailed: (reason: string) => `Not kept: ${reason}`,
  comparePair: (before: string, after: string) => `Compare: ${before} / ${after}`,
  unknownTitle: "This matrix is not there",
  unknownText: (side: string) =>
    `The address names a snapshot or an expert that this study does not have (${side}). It may have been removed, or the address is mistyped.`,
  hiddenText: (side: string) => `${side}: this opens when the round is closed, so that no one is swayed by the others.`,
  otherPair: "Compare what is there",

  groupsOnlyTitle: "Groups are compared by the facilitator",
  groupsOnlyText:
    "Who answered what is known to the facilitator alone, so that everyone can answer freely. You can compare states of the study, and try changes.",
  toStates: "Compare two states",
  toWhatIf: "Try changes",
  noExpertsTitle: "No experts yet",
  noExpertsText: "Two groups need at least two experts. Invite them, and compare once they have answered.",
  oneExpertTitle: "One expert is not two groups",
  oneExpertText: "Invite another expert, and compare once both have answered.",
  toPeople: "People and links",
  noAnswersTitle: "No answers yet",
  noAnswersText: "The experts have not answered anything so far. Groups are compared as soon as there are answers.",
  toProgress: "Progress of the experts",
  halves: "First half and second half",
  byWeight: "Lower and higher weight",
  oneAgainst: "One against all the others",
  chooseOne: "Choose an expert…",
  quick: "Quick choices",
  weight: (weight: string) => `weight ${weight}`,
  noneOfExpert: "no answer",
  groupNone: (head: string) => `${head}: choose at least one expert.`,
  groupSaid: (judgements: number, text: string, cells: string, all: string) =>
    `${text} ${judgements === 1 ? "judgement" : "judgements"}; ${cells} of ${all} cells have a value`,
  experts: (count: number) => `${count} ${count === 1 ? "expert" : "experts"}`,
  inBoth: (names: string) => `In both groups: ${names}.`,
  readingAnswers: "Reading the answers of the experts…",
  aggregation: (method: string, minimum: number) =>
    `Aggregation: ${method}${minimum > 1 ? `, at least ${minimum} answers a cell` : ""}, as set for this study.`,
  methods: {
    median: "median",
    mean: "mean",
    mode: "most frequent score",
    confidence: "mean weighted by confidence",
    expert: "mean weighted by expert",
  },

  startFrom: "Start from",
  neverSaved: "The study is not changed: these changes live in the address of this page alone.",
  changeCell: "Change a cell",
  from: "From",
  to: "To",
  typeVariable: "Code or name",
  noVariableFound: "No variable of this name",
  now: (value: string) => `Now ${value}`,
  newValue: "New value",
  blank: "blank",
  potential: "P",
  sameVariable: "A variable does not influence itself: choose two different ones.",
  chooseBoth: "Choose a variable that influences and one that is influenced.",
  changes: (count: number) => (count === 0 ? "No change yet" : count === 1 ? "1 change" : `${count} changes`),
  noChangesText: "Choose a cell above, or try one of those that move most.",
  undo: "Undo",
  redo: "Redo",
  undoHint: "Ctrl+Z",
  redoHint: "Ctrl+Y",
  clear: "Take all back",
  remove: (from: string, to: string) => `Take back the change of ${from} → ${to}`,
  leftOut: (count: number) =>
    count === 1
      ? "One change of the address does not fit this matrix and is left out."
      : `${count} changes of the address do not fit this matrix and are left out.`,
  tries: "Cells worth trying",
  triesText: "The single steps that move most classes, starting from the matrix as it is.",
  triesNone: "No single step of one judgement moves a class: the classes are robust.",
  triesBusy: "Trying every judgement…",
  triesAsk: "Find the cells that move most classes",
  triesMeasure: "Cells to try are found for the matrix power only: choose it as the indirect measure.",
  triesFailed: "These cells could not be found for this matrix.",
  tryMoves: (direct: number, indirect: number) => `${direct} direct, ${indirect} indirect`,
  classesMoved: "Classes moved",
  tryIt: "Try",
  tryCell: (from: string, to: string, value: string) => `Try ${from} → ${to} = ${value}`,
  tried: "In the changes",

  summary: "What differs",
  sum: {
    cells: (count: number, text: string) =>
      count === 0 ? "No cell differs" : count === 1 ? "1 cell differs" : `${text} cells differ`,
    direct: (count: number) =>
      count === 0
        ? "no variable changes class on the direct plane"
        : count === 1
          ? "1 variable changes class on the direct plane"
          : `${count} variables change class on the direct plane`,
    indirect: (count: number) => `${count === 0 ? "none" : count} on the indirect one`,
    power: (before: string, after: string) => `Power of the indirect plane: ${before}, ${after}`,
    samePower: (power: string) => `Power of the indirect plane: ${power} on both sides`,
    powerOf: (power: string, head: string) => `${power} (${head})`,
    whole: (cells: string, direct: string, indirect: string, power: string | null) =>
      `${cells}; ${direct}, ${indirect}.${power === null ? "" : ` ${power}.`}`,
  },
  nothing: "Nothing differs: same variables, same cells, same classes.",
  nothingYet: "Nothing differs yet: change a cell to see what it would move.",
  onlyIn: (head: string, names: string) => `Only in “${head}”: ${names}. Cells of these variables are not compared.`,
  busy: "Working it out…",

  plane: "Plane",
  planeOf: { direct: "Direct", indirect: "Indirect" },
  maps: "The two maps",
  mapsHint: "Point at a variable, or go to its line, to find it on both maps.",
  downloadAs: (title: string, format: string) => `Download the picture, ${title}, ${format}`,
  csv: "CSV",
  csvOf: (title: string) => `Download as CSV: ${title}`,

  moved: "Variables that change class",
  movedNone: "No variable changes class.",
  variable: "Variable",
  planeColumn: "Plane",
  classColumn: "Class",
  influenceGain: "Influence: places",
  dependenceGain: "Dependence: places",
  gainHint: "Places gained (+) or lost (−), from the first state to the second.",
  changed: "Cells that differ",
  changedNone: "No cell differs.",
  changedHint: "Largest difference first. A blank or a P is not measured against a number: such cells stand last.",
  difference: "Difference",
  inMatrix: "In the matrix",
  openCell: "Open",
  openCellOf: (from: string, to: string) => `Open the cell ${from} → ${to} in the matrix`,
  shown: (shown: string, all: string) => `${shown} of ${all} shown`,
  showAll: (all: string) => `Show all ${all}`,
  all: (plane: string) => `All variables, ${plane.toLowerCase()} plane`,
  classOf: (head: string) => `Class: ${head}`,
  influenceOf: (head: string) => `Influence rank: ${head}`,
  dependenceOf: (head: string) => `Dependence rank: ${head}`,
  absent: "not there",
};

export type CompareWords = typeof en;

const fr: CompareWords = {
  title: "Comparaison",
  ways: "Ce qui est comparé",
  way: { states: "Deux états", groups: "Groupes d’experts", "what-if": "Et si…" },
  wayText: {
    states: "Deux matrices de cette étude\u00A0: ce qui a été conservé, ce qui est convenu, ce que disent les experts.",
    groups: "Deux groupes d’experts, chacun réuni en une matrice selon les règles de l’étude.",
    "what-if":
      "Changez des cases et voyez aussitôt ce qui bougerait. L’étude reste telle quelle\u00A0: rien n’est enregistré.",
  },
  oneVariableTitle: "Rien à comparer pour l’instant",
  oneVariableText: "Une variable seule n’a pas d’influences. Dès que l’étude en aura deux, elles se compareront ici.",

  heads: {
    states: { before: "Avant", after: "Après" },
    groups: { before: "Groupe A", after: "Groupe B" },
    "what-if": { before: "Tel quel", after: "Avec les changements" },
  },
  sideTitle: (head, title) => `${head} · ${title}`,
  swap: "Échanger les deux",
  unknownOf: "Une matrice absente",
  sameOf: "La même matrice est des deux côtés. Choisissez-en une autre d’un côté.",

  noSnapshotTitle: "Pas encore d’instantané",
  noSnapshotText: "Un instantané conserve l’étude telle qu’elle est, pour lui comparer les états suivants.",
  noSnapshotWait:
    "Un instantané est pris à la clôture d’un tour, ou par la personne qui anime. Dès qu’il y en aura un, il sera comparé ici au consensus.",
  fewStatesTitle: "Il n’y a pas encore deux états à comparer",
  fewStatesText: "Vous voyez pour l’instant une matrice au plus. D’autres s’ouvrent à la clôture du tour.",
  fewStatesReader:
    "Vous voyez pour l’instant une matrice au plus\u00A0: la personne qui anime publie les instantanés et ouvre les résultats.",
  takeSnapshot: "Conserver un instantané",
  snapshotName: "Nom de l’instantané",
  snapshotUsual: (day) => `État au ${day}`,
  snapshotTaken: (title) => `Conservé\u00A0: ${title}`,
  snapshotFailed: (reason) => `Non conservé\u00A0: ${reason}`,
  comparePair: (before, after) => `Comparer\u00A0: ${before} / ${after}`,
  unknownTitle: "Cette matrice n’existe pas",
  unknownText: (side) =>
    `L’adresse nomme un instantané ou un expert que l’étude n’a pas (${side}). Il a pu être retiré, ou l’adresse est mal saisie.`,
  hiddenText: (side) =>
    `${side}\u00A0: cela s’ouvre à la clôture du tour, afin que personne ne soit influencé par les autres.`,
  otherPair: "Comparer ce qui existe",

  groupsOnlyTitle: "Les groupes se comparent à l’animation",
  groupsOnlyText:
    "Seule la personne qui anime sait qui a répondu quoi, afin que chacun réponde librement. Vous pouvez comparer des états de l’étude et essayer des changements.",
  toStates: "Comparer deux états",
  toWhatIf: "Essayer des changements",
  noExpertsTitle: "Pas encore d’experts",
  noExpertsText: "Deux groupes demandent au moins deux experts. Invitez-les, et comparez quand ils auront répondu.",
  oneExpertTitle: "Un seul expert ne fait pas deux groupes",
  oneExpertText: "Invitez un autre expert, et comparez quand les deux auront répondu.",
  toPeople: "Personnes et liens",
  noAnswersTitle: "Pas encore de réponses",
  noAnswersText: "Les experts n’ont encore rien répondu. Les groupes se compareront dès les premières réponses.",
  toProgress: "Avancement des experts",
  halves: "Première et seconde moitié",
  byWeight: "Poids faibles et poids forts",
  oneAgainst: "Un contre tous les autres",
  chooseOne: "Choisir un expert…",
  quick: "Choix rapides",
  weight: (weight) => `poids ${weight}`,
  noneOfExpert: "aucune réponse",
  groupNone: (head) => `${head}\u00A0: choisissez au moins un expert.`,
  groupSaid: (judgements, text, cells, all) =>
    `${text} ${judgements < 2 ? "jugement" : "jugements"}\u00A0; ${cells} cases sur ${all} ont une valeur`,
  experts: (count) => `${count} ${count < 2 ? "expert" : "experts"}`,
  inBoth: (names) => `Dans les deux groupes\u00A0: ${names}.`,
  readingAnswers: "Lecture des réponses des experts…",
  aggregation: (method, minimum) =>
    `Agrégation\u00A0: ${method}${minimum > 1 ? `, au moins ${minimum} réponses par case` : ""}, comme le règle cette étude.`,
  methods: {
    median: "médiane",
    mean: "moyenne",
    mode: "note la plus fréquente",
    confidence: "moyenne pondérée par la confiance",
    expert: "moyenne pondérée par expert",
  },

  startFrom: "Partir de",
  neverSaved: "L’étude n’est pas modifiée\u00A0: ces changements ne vivent que dans l’adresse de cette page.",
  changeCell: "Changer une case",
  from: "De",
  to: "Vers",
  typeVariable: "Code ou nom",
  noVariableFound: "Aucune variable de ce nom",
  now: (value) => `Actuellement ${value}`,
  newValue: "Nouvelle valeur",
  blank: "vide",
  potential: "P",
  sameVariable: "Une variable ne s’influence pas elle-même\u00A0: choisissez-en deux différentes.",
  chooseBoth: "Choisissez une variable qui influence et une variable influencée.",
  changes: (count) => (count === 0 ? "Aucun changement" : count === 1 ? "1 changement" : `${count} changements`),
  noChangesText: "Choisissez une case ci-dessus, ou essayez l’une de celles qui font le plus bouger.",
  undo: "Annuler",
  redo: "Rétablir",
  undoHint: "Ctrl+Z",
  redoHint: "Ctrl+Y",
  clear: "Tout reprendre",
  remove: (from, to) => `Reprendre le changement de ${from} → ${to}`,
  leftOut: (count) =>
    count === 1
      ? "Un changement de l’adresse ne convient pas à cette matrice et n’est pas pris en compte."
      : `${count} changements de l’adresse ne conviennent pas à cette matrice et ne sont pas pris en compte.`,
  tries: "Cases à essayer",
  triesText: "Les changements d’un seul degré qui font bouger le plus de classes, à partir de la matrice telle quelle.",
  triesNone: "Aucun changement d’un degré d’un seul jugement ne fait bouger une classe\u00A0: elles sont robustes.",
  triesBusy: "Essai de chaque jugement…",
  triesAsk: "Chercher les cases qui font bouger le plus de classes",
  triesMeasure:
    "Les cases à essayer se cherchent pour la puissance de la matrice seulement\u00A0: choisissez-la comme mesure indirecte.",
  triesFailed: "Ces cases n’ont pas pu être cherchées pour cette matrice.",
  tryMoves: (direct, indirect) => `${direct} direct, ${indirect} indirect`,
  classesMoved: "Classes déplacées",
  tryIt: "Essayer",
  tryCell: (from, to, value) => `Essayer ${from} → ${to} = ${value}`,
  tried: "Dans les changements",

  summary: "Ce qui diffère",
  sum: {
    cells: (count, text) =>
      count === 0 ? "Aucune case ne diffère" : count === 1 ? "1 case diffère" : `${text} cases diffèrent`,
    direct: (count) =>
      count === 0
        ? "aucune variable ne change de classe sur le plan direct"
        : count === 1
          ? "1 variable change de classe sur le plan direct"
          : `${count} variables changent de classe sur le plan direct`,
    indirect: (count) => `${count === 0 ? "aucune" : count} sur le plan indirect`,
    power: (before, after) => `Puissance du plan indirect\u00A0: ${before}, ${after}`,
    samePower: (power) => `Puissance du plan indirect\u00A0: ${power} des deux côtés`,
    powerOf: (power, head) => `${power} (${head})`,
    whole: (cells, direct, indirect, power) =>
      `${cells}\u00A0; ${direct}, ${indirect}.${power === null ? "" : ` ${power}.`}`,
  },
  nothing: "Rien ne diffère\u00A0: mêmes variables, mêmes cases, mêmes classes.",
  nothingYet: "Rien ne diffère encore\u00A0: changez une case pour voir ce qu’elle ferait bouger.",
  onlyIn: (head, names) =>
    `Seulement dans «\u00A0${head}\u00A0»\u00A0: ${names}. Les cases de ces variables ne sont pas comparées.`,
  busy: "Calcul en cours…",

  plane: "Plan",
  planeOf: { direct: "Direct", indirect: "Indirect" },
  maps: "Les deux plans",
  mapsHint: "Pointez une variable, ou allez à sa ligne, pour la trouver sur les deux plans.",
  downloadAs: (title, format) => `Télécharger la figure, ${title}, ${format}`,
  csv: "CSV",
  csvOf: (title) => `Télécharger en CSV\u00A0: ${title}`,

  moved: "Variables qui changent de classe",
  movedNone: "Aucune variable ne change de classe.",
  variable: "Variable",
  planeColumn: "Plan",
  classColumn: "Classe",
  influenceGain: "Influence\u00A0: places",
  dependenceGain: "Dépendance\u00A0: places",
  gainHint: "Places gagnées (+) ou perdues (−), du premier état au second.",
  changed: "Cases qui diffèrent",
  changedNone: "Aucune case ne diffère.",
  changedHint:
    "Les plus grands écarts d’abord. Un vide ou un P ne se mesure pas à un nombre\u00A0: ces cases viennent en dernier.",
  difference: "Écart",
  inMatrix: "Dans la matrice",
  openCell: "Ouvrir",
  openCellOf: (from, to) => `Ouvrir la case ${from} → ${to} dans la matrice`,
  shown: (shown, all) => `${shown} sur ${all}`,
  showAll: (all) => `Montrer les ${all}`,
  all: (plane) => `Toutes les variables, plan ${plane.toLowerCase()}`,
  classOf: (head) => `Classe\u00A0: ${head}`,
  influenceOf: (head) => `Rang d’influence\u00A0: ${head}`,
  dependenceOf: (head) => `Rang de dépendance\u00A0: ${head}`,
  absent: "absente",
};

export const COMPARE_WORDS = { en, fr };

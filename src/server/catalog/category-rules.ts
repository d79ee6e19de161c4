/** A word list that decides something; the first of a list that matches wins. */
type Rule = { slug: string; words: RegExp }

/** Categories by what POS call them. */
export const categoryRules: Rule[] = [
  {
    slug: 'accessory',
    words:
      /accessor|\bgear\b|\bmerch|apparel|clothing|\bpapers?\b|\bwraps?\b|\bcones?\b|batter(?:y|ies)|\bpipes?\b|\bbongs?\b|\bglass\b|grinder|lighter|hardware/,
  },
  { slug: 'pre-roll', words: /\bpre[- ]?rolls?\b|\bjoints?\b|\bblunts?\b/ },
  {
    slug: 'vape',
    words: /\bvap(?:e|es|or|ori[sz]ers?)\b|cartridge|\bcarts?\b|disposable|\bpods?\b|all[- ]in[- ]one/,
  },
  { slug: 'beverage', words: /beverage|\bdrinks?\b/ },
  { slug: 'tincture', words: /tincture|sublingual/ },
  { slug: 'topical', words: /topical|lotion|\bbalms?\b|transdermal/ },
  { slug: 'capsule', words: /capsule|\bpills?\b|\btablets?\b|soft ?gels?|suppositor/ },
  { slug: 'edible', words: /edible|gumm(?:y|ies)|chocolates?\b|\bcandy\b|\bcandies\b/ },
  {
    slug: 'concentrate',
    words: /concentrate|\bextracts?\b|\bdabs?\b|\brosin\b|\bresin\b|shatter|badder|budder|\bwax\b|\bkief\b/,
  },
  { slug: 'cultivation', words: /\bplants?\b|\bseeds?\b|\bclones?\b|cultivation/ },
  { slug: 'flower', words: /\bflowers?\b|\bbuds?\b|\bshake\b|\btrim\b/ },
]

/**
 * Where an inner level of the path may say better than the outer one. Elsewhere the outer level decides: flower under
 * pre-roll says what is rolled, a vape under merchandise is an empty one.
 */
export const refinements: Record<string, string[]> = {
  flower: ['pre-roll', 'accessory'],
  edible: ['beverage', 'tincture', 'capsule'],
  concentrate: ['vape', 'capsule', 'tincture'],
  tincture: ['capsule', 'beverage'],
  vape: ['accessory'],
}

/** Categories whose types don't exclude each other: infused and sold in packs, live resin and badder. */
export const combinable = new Set(['flower', 'pre-roll', 'concentrate'])

/** A word that is a form of concentrate at the end of a phrase and something else before another word: "Sugar Plum". */
const last = (word: string) => new RegExp(String.raw`\b${word}\b(?!\s+\p{L})`, 'u')

/** Types within a category, most specific first. */
export const typeRules: Record<string, Rule[]> = {
  flower: [
    { slug: 'flower/infused', words: /\binfused\b|moon ?rocks?\b/ },
    { slug: 'flower/smalls', words: /\bsmalls\b|\bsmall buds?\b|\bpopcorn\b|\bmini buds?\b|\blittles\b/ },
    { slug: 'flower/shake', words: /\bshake\b|\btrim\b/ },
    { slug: 'flower/ground', words: /\b(?:pre-?)?ground\b|\bmilled\b/ },
    { slug: 'flower/pre-pack', words: /\bpre[- ]?pack(?:ed|age[ds]?|s)?\b/ },
    { slug: 'flower/bud', words: /\bbuds?\b(?<!\b(?:small|mini) buds?)|\b(?:whole|premium|bulk) flower\b/ },
  ],
  'pre-roll': [
    { slug: 'pre-roll/infused', words: /\binfused\b|moon ?rocks?\b/ },
    { slug: 'pre-roll/blunt', words: /\bblunts?\b/ },
    {
      slug: 'pre-roll/pack',
      words:
        /\b(?:[2-9]|[1-9]\d)\s*-?\s*(?:pk|packs?|ct)\b|\bmulti-?packs?\b|\bpacks\b|^pack$|\bpre[- ]?roll pack\b/,
    },
    { slug: 'pre-roll/single', words: /\bsingles?\b/ },
  ],
  vape: [
    { slug: 'vape/disposable', words: /\bdispos(?:able|ables)?\b|\bdispos?\b|\ball[- ]in[- ]one\b|\baio\b/ },
    { slug: 'vape/pod', words: /\bpods?\b/ },
    { slug: 'vape/cartridge', words: /\bcart(?:ridge)?s?\b|\b510\b/ },
  ],
  concentrate: [
    { slug: 'concentrate/live-rosin', words: /\blive rosin\b/ },
    { slug: 'concentrate/live-resin', words: /\blive resin\b/ },
    { slug: 'concentrate/rosin', words: /(?<!live )\brosin\b/ },
    { slug: 'concentrate/badder', words: /\bbadder\b|\bbudder\b|\bbatter\b/ },
    { slug: 'concentrate/crumble', words: last('crumble') },
    { slug: 'concentrate/diamonds', words: last('diamonds?') },
    { slug: 'concentrate/distillate', words: /\bdistillate\b/ },
    { slug: 'concentrate/isolate', words: /\bisolate\b/ },
    { slug: 'concentrate/kief', words: /\bkief\b/ },
    { slug: 'concentrate/moonrock', words: /\bmoon ?rocks?\b/ },
    { slug: 'concentrate/rso', words: /\brso\b|\bfeco\b/ },
    { slug: 'concentrate/shatter', words: /\bshatter\b/ },
    { slug: 'concentrate/sauce', words: last('sauce') },
    { slug: 'concentrate/sugar', words: last('sugar') },
    { slug: 'concentrate/wax', words: last('wax') },
    { slug: 'concentrate/hash', words: last('hash') },
  ],
  edible: [
    { slug: 'edible/gummies', words: /\bgumm(?:y|ies)\b|\bchews?\b|\btaffy\b/ },
    { slug: 'edible/chocolate', words: /\bchocolates?\b/ },
    { slug: 'edible/hard-candy', words: /\bhard cand(?:y|ies)\b|\blozenges?\b|\blollipops?\b/ },
    { slug: 'edible/mints', words: /\bmints\b|^mint$/ },
    { slug: 'edible/syrup', words: /\bsyrups?\b/ },
    { slug: 'edible/baked', words: /\bbaked\b|\bcookies?\b|\bbrownies?\b/ },
  ],
  beverage: [
    { slug: 'beverage/shot', words: /\bshots?\b|\btonic\b|\belixir\b/ },
    { slug: 'beverage/mix', words: /\bmix(?:es)?\b|\bpowder\b/ },
    { slug: 'beverage/soda', words: /\bsodas?\b|\bseltzers?\b|\bsparkling\b|\bcola\b/ },
    { slug: 'beverage/juice', words: /\blemonade\b|\bjuices?\b/ },
    { slug: 'beverage/coffee', words: /\bcoffee\b|\blatte\b/ },
    { slug: 'beverage/tea', words: /\bteas?\b/ },
  ],
  tincture: [
    { slug: 'tincture/spray', words: /\bsprays?\b/ },
    { slug: 'tincture/strip', words: /\bstrips?\b/ },
    { slug: 'tincture/drops', words: /\bdrops?\b/ },
  ],
  topical: [
    { slug: 'topical/patch', words: /\bpatch(?:es)?\b/ },
    { slug: 'topical/roll-on', words: /\broll[- ]?on\b/ },
    { slug: 'topical/intimate', words: /\bintimate\b|\blubricant\b/ },
    { slug: 'topical/bath', words: /\bbath\b|\bsoak(?:ing)?\b/ },
    { slug: 'topical/balm', words: /\bbalms?\b|\bsalves?\b/ },
    { slug: 'topical/lotion', words: /\blotions?\b|\bcreams?\b/ },
  ],
  capsule: [
    { slug: 'capsule/suppository', words: /\bsuppositor(?:y|ies)\b/ },
    { slug: 'capsule/softgel', words: /\bsoft ?gels?\b/ },
    { slug: 'capsule/tablet', words: /\btablets?\b/ },
  ],
  accessory: [
    {
      slug: 'accessory/apparel',
      words: /\bapparel\b|\bclothing\b|\bt?-?shirts?\b|\bhoodies?\b|\bhats?\b|\bsocks\b/,
    },
    { slug: 'accessory/battery', words: /\bbatter(?:y|ies)\b|\bmah\b/ },
    { slug: 'accessory/grinder', words: /\bgrinders?\b/ },
    { slug: 'accessory/lighter', words: /\blighters?\b|\btorch(?:es)?\b/ },
    { slug: 'accessory/storage', words: /\bstorage\b|\bstash\b|\bcases?\b|\bjars?\b/ },
    { slug: 'accessory/paper', words: /\b(?:rolling )?papers?\b|\bcones?\b|\bwraps?\b/ },
    { slug: 'accessory/pipe', words: /\bpipes?\b|\bbongs?\b|\bbubblers?\b|\brigs?\b/ },
  ],
  cultivation: [
    { slug: 'cultivation/seed', words: /\bseeds?\b/ },
    { slug: 'cultivation/clone', words: /\bclones?\b/ },
  ],
}

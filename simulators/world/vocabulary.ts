/** Invented words: no shop, brand or strain here is real. */

export type Brand = { name: string; spellings: readonly string[]; initials: string }

function brand(name: string, initials: string, ...spellings: string[]): Brand {
  return { name, initials, spellings: [name, ...spellings] }
}

/** Several are spelt in more ways than one, as back offices have them. */
export const brands: readonly Brand[] = [
  brand('Lantern & Loam', 'LL', 'Lantern and Loam', 'LANTERN&LOAM'),
  brand('Saltgrass', 'SG', 'Salt Grass', 'Saltgrass Farms LLC'),
  brand('Big Ditch Farms', 'BDF'),
  brand('Moth Hour', 'MH', 'MothHour'),
  brand('Ninefold', 'NF'),
  brand('Copper Kettle Co.', 'CK', 'Copper Kettle', 'CopperKettle'),
  brand('Puddle Jumper', 'PJ', 'PUDDLE JUMPER'),
  brand('Oddfellow Orchard', 'OO'),
  brand('Fjörd Botanicals', 'FB', 'Fjord Botanicals'),
  brand('Dr. Mellow’s', 'DM', "Dr Mellow's", 'Dr. Mellows'),
  brand('Tall Weather', 'TW'),
  brand('Kilo & Kin', 'KK', 'Kilo and Kin'),
  brand('North Fork Rosin Works', 'NFR', 'North Fork Rosin'),
  brand('The Quiet Press', 'TQP', 'Quiet Press'),
  brand('Hush Puppet Labs', 'HPL'),
  brand('O.K. Standard', 'OKS', 'OK Standard', 'O K Standard'),
  brand('Two Anchors', '2A', '2 Anchors'),
  brand('slow tide', 'ST', 'Slow Tide'),
  brand('Verbena™', 'VB', 'Verbena'),
  brand('Calm Acre®', 'CA', 'Calm Acre'),
  brand('Wickerwork', 'WW'),
  brand('Gravel & Honey', 'GH', 'Gravel and Honey'),
  brand('Pocket Almanac', 'PA'),
  brand('Sundog Collective', 'SDC', 'Sun Dog Collective'),
  brand('Marrow Street', 'MS'),
  brand('Little Tugboat', 'LT'),
  brand('Paper Moose', 'PM'),
  brand('Half Mast Hash', 'HMH'),
  brand('Fable Fruit', 'FF'),
  brand('Rookwood', 'RW'),
  brand('Brine Pool', 'BP'),
  brand('Tin Parrot', 'TP', 'TIN PARROT'),
  brand('Umbra', 'UM'),
  brand('Bramble Bros', 'BB', 'Bramble Brothers'),
  brand('Kettlehole', 'KH'),
  brand('Sugar Mill Road', 'SMR'),
  brand('Badger Set', 'BS'),
  brand('Good Ladder', 'GL'),
  brand('Velvet Antler', 'VA'),
  brand('Mica Row', 'MR'),
  brand('Plain Jars', 'PJR', 'plain jars'),
  brand('Harrow & Hem', 'HH'),
]

export const strainFirst: readonly string[] =
  'Marsh Plum Static Copper Velvet Harbor Sunday Orchard Juniper Midnight Lemon Tundra Ginger Paper Saffron Lunar Cherry Pepper Walnut Glacier Foxglove Peach Rhubarb Thunder Cobalt Clover Papaya Basil Birthday Butter Rocket Amber Violet Maple Biscuit Fig'.split(
    ' ',
  )

export const strainSecond: readonly string[] =
  'Lantern Static Loaf Parade Haze Kush Cake Ladder Diesel Anchor Cream Monk Truffle Gelée Sherbet Ghost Breaker Pie Waltz Runner Fog Cookies Mint Circus Orchid Glue Zephyr Sundae Bishop Funk'.split(
    ' ',
  )

export const flavors: readonly string[] = [
  'Blood Orange',
  'Sour Plum',
  'Guava',
  'Black Cherry',
  'Lemon Shortbread',
  'Salted Caramel',
  'Caramel Popcorn',
  'Watermelon',
  'Peach Tea',
  'Yuzu',
  'Dark Chocolate',
  'Mint Cocoa',
  'Prickly Pear',
  'Raspberry',
  'Green Apple',
  'Mango Chili',
  'Cinnamon Bun',
  'Huckleberry',
  'Passion Fruit',
  'Pink Lemonade',
]

export const effects: readonly string[] = [
  'Calm',
  'Relaxed',
  'Sleepy',
  'Uplifted',
  'Energetic',
  'Creative',
  'Focused',
  'Happy',
  'Inspired',
  'Clear Mind',
]

export const tastes: readonly string[] = [
  'Citrus',
  'Pine',
  'Berry',
  'Diesel',
  'Earthy',
  'Sweet',
  'Spicy',
  'Floral',
  'Tropical',
  'Herbal',
]

export const ingredients: readonly string[] = [
  'Cane Sugar',
  'Tapioca Syrup',
  'Pectin',
  'Citric Acid',
  'Coconut Oil',
  'Cocoa Butter',
  'Natural Flavor',
  'Cannabis Distillate',
  'Sunflower Lecithin',
  'Sea Salt',
]

export const terpenes: readonly string[] = [
  'MYRCENE',
  'LIMONENE',
  'CARYOPHYLLENE',
  'PINENE',
  'LINALOOL',
  'HUMULENE',
  'TERPINOLENE',
  'OCIMENE',
]

export const distributors: readonly string[] = [
  'Long Haul Distribution',
  'Gull & Sons Logistics',
  'Westerly Wholesale LLC',
  'Backroad Carriers',
]

/** First guesses for a hotel's form: its time zone from the machine, its currency from that zone and the browser's language. */

/** Zones of Europe that do not pay in euros; all others of `Europe/` do. */
const EUROPE: Readonly<Record<string, string>> = {
  London: 'GBP',
  Belfast: 'GBP',
  Jersey: 'GBP',
  Guernsey: 'GBP',
  Isle_of_Man: 'GBP',
  Zurich: 'CHF',
  Vaduz: 'CHF',
  Stockholm: 'SEK',
  Copenhagen: 'DKK',
  Oslo: 'NOK',
  Warsaw: 'PLN',
  Prague: 'CZK',
  Budapest: 'HUF',
  Bucharest: 'RON',
  Istanbul: 'TRY',
  Belgrade: 'RSD',
  Kyiv: 'UAH',
  Kiev: 'UAH',
  Chisinau: 'MDL',
  Tirane: 'ALL',
  Sarajevo: 'BAM',
  Skopje: 'MKD',
  Minsk: 'BYN',
  Moscow: 'RUB',
}

/** By region of the language tag, where the zone does not tell. */
const REGIONS: Readonly<Record<string, string>> = {
  US: 'USD',
  CA: 'CAD',
  MX: 'MXN',
  BR: 'BRL',
  AR: 'ARS',
  CL: 'CLP',
  CO: 'COP',
  PE: 'PEN',
  CR: 'CRC',
  DO: 'DOP',
  JP: 'JPY',
  CN: 'CNY',
  KR: 'KRW',
  TW: 'TWD',
  HK: 'HKD',
  SG: 'SGD',
  MY: 'MYR',
  TH: 'THB',
  VN: 'VND',
  ID: 'IDR',
  PH: 'PHP',
  IN: 'INR',
  LK: 'LKR',
  NP: 'NPR',
  AE: 'AED',
  SA: 'SAR',
  QA: 'QAR',
  KW: 'KWD',
  OM: 'OMR',
  IL: 'ILS',
  EG: 'EGP',
  MA: 'MAD',
  TN: 'TND',
  ZA: 'ZAR',
  KE: 'KES',
  TZ: 'TZS',
  NG: 'NGN',
  GH: 'GHS',
  AU: 'AUD',
  NZ: 'NZD',
  GB: 'GBP',
  CH: 'CHF',
  SE: 'SEK',
  DK: 'DKK',
  NO: 'NOK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  TR: 'TRY',
  IS: 'ISK',
}

/** @param languages as the browser prefers them, `['de-AT', 'en']` */
export function guessCurrency(timeZone: string, languages: readonly string[]): string {
  const [continent, city = ''] = timeZone.split('/')
  if (continent === 'Europe') return EUROPE[city] ?? 'EUR'
  for (const language of languages) {
    const currency = REGIONS[regionOf(language)]
    if (currency !== undefined) return currency
  }
  return 'EUR'
}

function regionOf(language: string): string {
  try {
    return new Intl.Locale(language).maximize().region ?? ''
  } catch {
    return ''
  }
}

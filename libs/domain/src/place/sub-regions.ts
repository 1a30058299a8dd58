/**
 * Geographic sub-regions of the United Nations with the countries in them: Standard country or area codes for statistical
 * use (M49), https://unstats.un.org/unsd/methodology/m49/, intermediate regions where there are any; checked 2026-11-24.
 * TW and XK have no row there and stand with their neighbours; AQ is in no sub-region.
 */
const table: readonly (readonly [code: string, countries: string])[] = [
  ['015', 'DZ EG EH LY MA SD TN'],
  ['014', 'BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW'],
  ['017', 'AO CD CF CG CM GA GQ ST TD'],
  ['018', 'BW LS NA SZ ZA'],
  ['011', 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG'],
  ['029', 'AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI'],
  ['013', 'BZ CR GT HN MX NI PA SV'],
  ['005', 'AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE'],
  ['021', 'BM CA GL PM US'],
  ['143', 'KG KZ TJ TM UZ'],
  ['030', 'CN HK JP KP KR MN MO TW'],
  ['035', 'BN ID KH LA MM MY PH SG TH TL VN'],
  ['034', 'AF BD BT IN IR LK MV NP PK'],
  ['145', 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE'],
  ['151', 'BG BY CZ HU MD PL RO RU SK UA'],
  ['154', 'AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ'],
  ['039', 'AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK'],
  ['155', 'AT BE CH DE FR LI LU MC NL'],
  ['053', 'AU CC CX HM NF NZ'],
  ['054', 'FJ NC PG SB VU'],
  ['057', 'FM GU KI MH MP NR PW UM'],
  ['061', 'AS CK NU PF PN TK TO TV WF WS'],
]

/** M49 codes, in the order of the table. */
export const subRegions: readonly string[] = table.map(([code]) => code)

const regionOf = new Map(table.flatMap(([code, list]) => list.split(' ').map((country) => [country, code] as const)))

/** M49 code of the sub-region a country (ISO 3166-1 alpha-2, or XK) lies in; undefined for AQ and what is no country. */
export const subRegionOf = (country: string): string | undefined => regionOf.get(country)

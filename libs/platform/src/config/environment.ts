import { Fault } from '#platform/fault.js'
import { isLang, type Lang, langs, pseudoLangs } from '#words/index.js'

/** How one variable is read; returns undefined when the text does not fit. */
export type Read<T> = (text: string) => T | undefined

const fits = <T>(value: T, isFit: boolean): T | undefined => (isFit ? value : undefined)

export const text: Read<string> = (given) => fits(given, given.length > 0)
export const port: Read<number> = (given) => fits(Number(given), /^\d{1,5}$/.test(given) && Number(given) < 65_536)
export const hosts: Read<readonly string[]> = (given) => {
  const list = given.split(',').map((host) => host.trim())
  return fits(
    list,
    list.every((host) => /^[a-z0-9.-]+(:\d+)?$/i.test(host)),
  )
}
export const address = (...schemes: readonly string[]): Read<string> => {
  return (given) => fits(given, URL.canParse(given) && schemes.includes(new URL(given).protocol.slice(0, -1)))
}
/** One address for every language, and after it one for each that has its own: `https://a.example/ ar=https://b.example/`. */
export const addressPerLang = (...schemes: readonly string[]): Read<Readonly<Record<Lang, string>>> => {
  const fit = address(...schemes)
  return (given) => {
    const [usual = '', ...named] = given.trim().split(/\s+/)
    const pairs = named.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
    const isFit = fit(usual) !== undefined && pairs.every(([lang, url]) => isLang(lang) && fit(url) !== undefined)
    const everywhere = [...langs, ...pseudoLangs].map((lang) => [lang, usual] as const)
    return fits(Object.fromEntries([...everywhere, ...pairs]) as Record<Lang, string>, isFit)
  }
}
export const key32: Read<Buffer> = (given) => {
  const bytes = Buffer.from(given, 'base64')
  return fits(bytes, bytes.length === 32)
}
export const oneOf = <const T extends string>(...values: readonly T[]): Read<T> => {
  return (given) => values.find((value) => value === given)
}

/** May be missing or empty: the fallback then. Everything else must be set; no secret ever has a fallback. */
export const optional = <T, F>(read: Read<T>, fallback: F): Read<T | F> & { optional: true } =>
  Object.assign((given: string) => (given === '' ? fallback : read(given)), { optional: true as const })

/** The same, the fallback written as the variable would be. */
export const otherwise = <T>(read: Read<T>, fallback: string): Read<T> & { optional: true } =>
  Object.assign((given: string) => read(given === '' ? fallback : given), { optional: true as const })

type Shape = Readonly<Record<string, Read<unknown>>>
export type Environment<S extends Shape> = { readonly [K in keyof S]: S[K] extends Read<infer T> ? T : never }

/**
 * Reads and checks the variables of one process. Throws Fault `environment` whose cause names every variable that is
 * missing or unfit, and never prints a value.
 */
export function readEnvironment<S extends Shape>(shape: S, source: NodeJS.ProcessEnv = process.env): Environment<S> {
  const unfit: string[] = []
  const entries = Object.entries(shape).map(([name, read]) => {
    const given = source[name] ?? ''
    const value = given === '' && !('optional' in read) ? undefined : read(given)
    if (value === undefined) unfit.push(name)
    return [name, value]
  })
  if (unfit.length > 0) throw new Fault('environment', { cause: new Error(`missing or unfit: ${unfit.join(', ')}`) })

  return Object.fromEntries(entries) as Environment<S>
}

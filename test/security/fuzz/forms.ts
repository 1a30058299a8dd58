/** A form of a page: where it posts, and what its controls can send. */
export interface FoundForm {
  readonly action: string
  readonly controls: ReadonlyMap<string, readonly string[]>
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : plain(found)
}

const controlsIn = (html: string): Map<string, string[]> => {
  const controls = new Map<string, string[]>()
  const add = (name: string | undefined, value: string) => {
    if (name !== undefined) controls.set(name, [...(controls.get(name) ?? []), value])
  }
  for (const [tag] of html.matchAll(/<(?:input|button|textarea)\b[^>]*>/g)) {
    add(attribute(tag, 'name'), attribute(tag, 'value') ?? '')
  }
  for (const [, open = '', inside = ''] of html.matchAll(/<select\b([^>]*)>([^]*?)<\/select>/g)) {
    for (const [option] of inside.matchAll(/<option\b[^>]*>/g)) {
      add(attribute(open, 'name'), attribute(option, 'value') ?? '')
    }
  }
  return controls
}

/** Every form a page posts. */
export const formsIn = (html: string): FoundForm[] =>
  [...html.matchAll(/<form\b([^>]*)>([^]*?)<\/form>/g)]
    .filter(([, open = '']) => attribute(open, 'method')?.toLowerCase() === 'post')
    .map(([, open = '', inside = '']) => ({
      action: attribute(open, 'action') ?? '',
      controls: controlsIn(inside),
    }))

/** Addresses of ours a page leads to. */
export const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g)].map(([, href = '']) => plain(href))

import type { ComponentChildren } from 'preact'
import type { Words } from '#words/index.js'
import { Notice } from './blocks.js'

export interface StaffLink {
  readonly href: string
  readonly label: string
  /** One is on this very page, or on a page below it. */
  readonly current?: 'page' | 'true'
}

export interface StaffPageProps {
  readonly words: Words
  readonly title: string
  readonly hasErrors?: boolean
  readonly assets: { readonly style: string; readonly icon: string }
  /** Screens this person may open; empty before sign-in. */
  readonly nav: readonly StaffLink[]
  /** Screens beside the one shown, in a row of their own. */
  readonly within?: readonly StaffLink[]
  readonly who?: string
  /** The edition one works in, where one may choose another. */
  readonly edition?: StaffLink
  readonly localKeys?: boolean
  /** Sentences over every page of this person. */
  readonly notes?: readonly string[]
  readonly signOut?: ComponentChildren
  readonly children: ComponentChildren
}

/** The frame of every staff page: the applicants' tokens in a smaller size. */
export function StaffPage(props: StaffPageProps) {
  const { words, title, assets } = props
  const named = words('staff.shell.title', { screen: title })

  return (
    <html lang={words.lang} dir={words.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.hasErrors ? words('staff.shell.title_error', { title: named }) : named}</title>
        <link rel="icon" href={assets.icon} />
        <link rel="stylesheet" href={assets.style} />
      </head>
      <body class="staff">
        <a class="skip" href="#main">
          {words('staff.shell.skip')}
        </a>
        <Header {...props} />
        <main id="main" class="page" tabindex={-1}>
          {props.notes?.map((note) => (
            <Notice key={note}>
              <p>{note}</p>
            </Notice>
          ))}
          {props.children}
        </main>
      </body>
    </html>
  )
}

const Header = ({ words, nav, within = [], edition, who, localKeys, signOut }: StaffPageProps) => (
  <header class="bar">
    <div class="page">
      <Links label={words('staff.shell.nav')} links={nav} />
      {edition && (
        <a href={edition.href}>
          <bdi>{edition.label}</bdi>
        </a>
      )}
      {who && <bdi class="name">{who}</bdi>}
      {signOut}
    </div>
    {within.length > 0 && (
      <div class="page">
        <Links label={words('staff.shell.nav_within')} links={within} />
      </div>
    )}
    {localKeys && <p class="practice">{words('staff.shell.local_keys')}</p>}
  </header>
)

interface LinksProps {
  readonly label: string
  readonly links: readonly StaffLink[]
}

const Links = ({ label, links }: LinksProps) =>
  links.length === 0 ? null : (
    <nav aria-label={label}>
      {links.map(({ href, label: name, current }) => (
        <a key={href} href={href} aria-current={current}>
          {name}
        </a>
      ))}
    </nav>
  )

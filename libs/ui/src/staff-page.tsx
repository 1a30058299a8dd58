import type { ComponentChildren } from 'preact'
import type { Words } from '#words/index.js'

export interface StaffLink {
  readonly href: string
  readonly label: string
  readonly isCurrent?: boolean
}

export interface StaffPageProps {
  readonly words: Words
  readonly title: string
  readonly hasErrors?: boolean
  readonly assets: { readonly style: string; readonly icon: string }
  /** Screens this person may open; empty before sign-in. */
  readonly nav: readonly StaffLink[]
  readonly who?: string
  readonly localKeys?: boolean
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
          {props.children}
        </main>
      </body>
    </html>
  )
}

const Header = ({ words, nav, who, localKeys, signOut }: StaffPageProps) => (
  <header class="bar">
    <div class="page">
      {nav.length > 0 && (
        <nav aria-label={words('staff.shell.nav')}>
          {nav.map(({ href, label, isCurrent }) => (
            <a key={href} href={href} aria-current={isCurrent ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
      )}
      {who && <bdi class="name">{who}</bdi>}
      {signOut}
    </div>
    {localKeys && <p class="practice">{words('staff.shell.local_keys')}</p>}
  </header>
)

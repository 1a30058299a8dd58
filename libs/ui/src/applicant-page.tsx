import type { ComponentChildren } from 'preact'
import { dirOf, type Lang, type Words, wordsFor } from '#words/index.js'
import { PageForm } from './page-form.js'
import { DeferredScript, type SessionEnd } from './deferred-script.js'

interface OtherLanguage {
  readonly lang: Lang
  /** The same page in that language. */
  readonly href: string
  /** Id of the page's form: the switch then posts it, so that typed text is saved first (`language=<lang>`). */
  readonly form?: string
}

interface FooterLinks {
  readonly help: string
  readonly accessibility: string
  readonly privacy: string
  /** Only after sign-in. */
  readonly preferences?: string
}

export interface Assets {
  readonly style: string
  readonly icon: string
  readonly script: string
}

export interface ApplicantPageProps {
  readonly words: Words
  /** Title of the section, as in the h1. */
  readonly title: string
  readonly hasErrors?: boolean
  readonly assets: Assets
  readonly languages: readonly OtherLanguage[]
  /** A harmless site; leaves at once, without a referrer. */
  readonly exit: string
  /** Only after sign-in: without a script, where to end the session on the way out. */
  readonly leaving?: { readonly action: string; readonly token: string }
  readonly back?: { readonly href: string; readonly label?: string }
  /** Local mode: every page says that this is practice. */
  readonly practice?: boolean
  readonly links: FooterLinks
  /** Sign-out button; only after sign-in. */
  readonly signOut?: ComponentChildren
  /** Only after sign-in. */
  readonly session?: SessionEnd
  readonly children: ComponentChildren
}

/** The frame of every page that applicants, delegates and referees see. Names neither event nor house nor country. */
export function ApplicantPage(props: ApplicantPageProps) {
  const { words, title, assets } = props
  const named = words('shell.title', { section: title })

  return (
    <html lang={words.lang} dir={words.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.hasErrors ? words('shell.title_error', { title: named }) : named}</title>
        <link rel="icon" href={assets.icon} />
        <link rel="stylesheet" href={assets.style} />
        <DeferredScript words={words} src={assets.script} session={props.session} />
      </head>
      <body>
        <a class="skip" href="#main">
          {words('shell.skip')}
        </a>
        <Header {...props} />
        <div class="page">
          {props.back && <Back {...props.back} words={words} />}
          <main id="main" tabindex={-1}>
            {props.children}
          </main>
          <Footer {...props} />
        </div>
      </body>
    </html>
  )
}

const Header = ({ words, languages, exit, leaving, practice }: ApplicantPageProps) => (
  <header class="bar">
    <div class="page">
      <span class="name">{words('shell.name')}</span>
      <nav aria-label={words('shell.language_nav')}>
        {languages[0]?.form && <EnterGoesOn form={languages[0].form} />}
        <details class="langs">
          <summary>{words.language(words.lang)}</summary>
          <div>
            {languages.map((other) => (
              <LanguageSwitch key={other.lang} {...other} />
            ))}
          </div>
        </details>
      </nav>
      <Exit words={words} exit={exit} leaving={leaving} />
    </div>
    {practice && <p class="practice">{words('shell.practice')}</p>}
  </header>
)

/** One press either way. The script takes both to the site itself, behind a page it has emptied. */
const Exit = ({ words, exit, leaving }: Pick<ApplicantPageProps, 'words' | 'exit' | 'leaving'>) =>
  leaving ? (
    <PageForm {...leaving} id="leaving">
      <button class="exit" data-to={exit}>
        {words('shell.exit')}
      </button>
    </PageForm>
  ) : (
    <a class="exit button" href={exit} rel="noreferrer nofollow">
      {words('shell.exit')}
    </a>
  )

// Enter in a field presses the form's first button: that must not be a language.
const EnterGoesOn = ({ form }: { readonly form: string }) => (
  <button class="hidden" form={form} name="then" value="continue" tabindex={-1} aria-hidden="true" />
)

/** The language's own name, marked as that language. */
function LanguageSwitch({ lang, href, form }: OtherLanguage) {
  const name = wordsFor(lang).language(lang)
  if (!form) {
    return (
      <a href={href} lang={lang} hreflang={lang} dir={dirOf(lang)}>
        {name}
      </a>
    )
  }

  return (
    <button class="link" form={form} name="language" value={lang} lang={lang} dir={dirOf(lang)}>
      {name}
    </button>
  )
}

const Back = ({ words, href, label }: { words: Words; href: string; label?: string }) => (
  <nav class="back" aria-label={words('shell.nav')}>
    <a href={href}>{label ?? words('shell.back')}</a>
  </nav>
)

const Footer = ({ words, links, signOut }: ApplicantPageProps) => (
  <footer>
    <nav aria-label={words('shell.footer_nav')}>
      <a href={links.help}>{words('shell.help')}</a>
      {links.preferences && <a href={links.preferences}>{words('shell.preferences')}</a>}
      <a href={links.privacy}>{words('shell.privacy')}</a>
      <a href={links.accessibility}>{words('shell.accessibility')}</a>
    </nav>
    {signOut}
    <p class="hint">
      {words('shell.exit_note')} {words('shell.exit_shift')}
    </p>
  </footer>
)

import { groupedCode } from '#domain/application/access-code.js'
import type { Paper } from '#features/staff/staff/account/papers.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { accountPaths } from './account-paths.js'

export interface PaperProps {
  readonly words: Words
  readonly paper: Paper
  /** Where the console is reached, as a person types it. */
  readonly address: string
  readonly token: string
}

/** The paper of a first sign-in, to print or to write down; gone once it is handed over. */
export const PaperText = ({ words, paper, address, token }: PaperProps) => {
  const groups = groupedCode(paper.code)

  return (
    <>
      <h1>{words('staff.paper.title')}</h1>
      <p class="lead">{words('staff.paper.lead')}</p>
      <div class="sheet">
        <h2 id="code-label">{words('staff.paper.code')}</h2>
        <p class="code" dir="ltr" aria-labelledby="code-label">
          <span>{groups.slice(0, 3).join('-')}-</span>
          <span>{groups.slice(3).join('-')}</span>
        </p>
        <dl>
          <Fact name={words('staff.account.name')} value={paper.name} isText />
          <Fact name={words('staff.account.login')} value={paper.login} />
          <Fact name={words('staff.paper.address')} value={address} />
        </dl>
        <p>{words('staff.paper.text')}</p>
      </div>
      <PageForm action={accountPaths.paper} token={token} id="kept">
        <div class="buttons">
          <button class="main">{words('staff.paper.kept')}</button>
        </div>
      </PageForm>
    </>
  )
}

const Fact = ({ name, value, isText }: { name: string; value: string; isText?: boolean }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong dir={isText ? 'auto' : 'ltr'}>{value}</strong>
    </dd>
  </div>
)

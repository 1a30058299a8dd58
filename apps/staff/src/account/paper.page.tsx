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
          <div>
            <dt>{words('staff.account.name')}</dt>
            <dd>
              <strong dir="auto">{paper.name}</strong>
            </dd>
          </div>
          <div>
            <dt>{words('staff.account.login')}</dt>
            <dd>
              <strong dir="ltr">{paper.login}</strong>
            </dd>
          </div>
          <div>
            <dt>{words('staff.paper.address')}</dt>
            <dd>
              <strong dir="ltr">{address}</strong>
            </dd>
          </div>
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

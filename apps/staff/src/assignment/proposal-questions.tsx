import type { ProposalView, ProposedQuestion } from '#features/vetting/staff/assignment/read-proposal.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface QuestionsProps {
  readonly words: Words
  readonly proposal: ProposalView
  readonly token: string
}

/** Possible conflicts of interest of what would be added, two answers to each, and the way to look for them. */
export const ProposalQuestions = (props: QuestionsProps) => {
  const { words, proposal, token } = props
  const { id, questions, compared, state } = proposal
  if (state !== 'proposed') return null

  return (
    <section>
      <h2>{words('staff.proposal.questions')}</h2>
      <p>{words(`staff.proposal.looked.${lookedOf(compared)}`)}</p>
      <PageForm action={paths.proposalComparisons(id)} token={token} id="compare">
        <div class="buttons">
          <button class="second">{words('staff.proposal.compare')}</button>
        </div>
      </PageForm>
      {questions.length > shown && <p>{words('staff.proposal.questions_first', { shown, count: questions.length })}</p>}
      {compared.length > 0 && (
        <Table
          caption={words('staff.proposal.questions_caption')}
          empty={words('staff.proposal.questions_none')}
          rows={questions.slice(0, shown)}
          keyOf={({ file, accountId }) => `${file} ${accountId}`}
          columns={columns(props)}
        />
      )}
    </section>
  )
}

/** Answered ones make room for the others. */
const shown = 100

/** Who keeps `contact` cannot see referees, and the other way round. */
const lookedOf = (compared: readonly string[]): 'nowhere' | 'no_referees' | 'no_mail' | 'everywhere' => {
  if (compared.length === 0) return 'nowhere'
  if (!compared.includes('references')) return 'no_referees'
  return compared.includes('contact') ? 'everywhere' : 'no_mail'
}

const columns = ({ words, proposal, token }: QuestionsProps) => [
  {
    name: words('staff.list.case'),
    cell: ({ file, caseNumber }: ProposedQuestion) => <a href={paths.conflicts(file)}>{caseNumber}</a>,
  },
  { name: words('staff.plan.reader'), cell: ({ name }: ProposedQuestion) => <bdi>{name}</bdi> },
  {
    name: words('staff.proposal.question'),
    cell: ({ kind }: ProposedQuestion) => words(`staff.conflict.${kind}`),
  },
  {
    name: words('staff.waiting.act'),
    cell: ({ file, accountId }: ProposedQuestion) => (
      <form method="post" action={paths.proposalAnswers(proposal.id)}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="file" value={file} />
        <input type="hidden" name="account" value={accountId} />
        <button class="second" name="answer" value="conflict">
          {words('staff.possible.pin_conflict')}
        </button>
        <button class="second" name="answer" value="none">
          {words('staff.possible.pin_none')}
        </button>
      </form>
    ),
  },
]

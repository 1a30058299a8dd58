import { ruledFamilies } from '#domain/selection/draft/families.js'
import type { SettingsFinding, SettingsView } from '#features/selection/staff/settings/change-settings.js'
import { supportLines } from '#domain/decision/support.js'
import type { FieldErrors } from '#platform/form/description.js'
import { TextField, TickField } from '#ui/controls.js'
import { type ErrorItem, ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'
import { Done, Refused } from '../../shell/notice.js'
import type { RulesForm } from './rules.form.js'
import { FamilyRules } from './family-rules.js'
import { engineFamilyText, ruleFindingText } from '../findings.js'
import { valueText } from '../sentences.js'

export interface TypedRules {
  readonly values: Partial<RulesForm>
  readonly errors: FieldErrors
  readonly findings: readonly SettingsFinding[]
}

export interface RulesProps {
  readonly words: Words
  readonly view: SettingsView
  readonly typed: TypedRules
  readonly token: string
  readonly done?: unknown
  readonly notice?: unknown
}

const limits = ['over_invitation', 'most_per_organisation', 'most_per_country', 'most_languages', 'budget'] as const

/** All that a list is held against, one table a family, and everything that is wrong with it at once. */
export const RulesText = (props: RulesProps) => {
  const { words, view, typed, done, notice } = props
  const { settings } = view

  return (
    <>
      <ErrorSummary words={words} items={itemsOf(words, typed)} />
      <Done code={done} />
      <Refused code={notice} />
      <h1>{words('staff.cohort.rules.title')}</h1>
      <p class="lead">{words('staff.cohort.rules.lead')}</p>
      <p>
        {settings.madeOn && settings.madeBy
          ? words('staff.cohort.rules.set', { name: settings.madeBy, date: words.date(settings.madeOn) })
          : words('staff.cohort.rules.first')}{' '}
        <a href={paths.lists}>{words('staff.cohort.all_lists')}</a>
      </p>
      <Form {...props} />
    </>
  )
}

const errorOf = (words: Words, errors: FieldErrors, path: string): string | undefined =>
  errors[path] ? words('staff.cohort.wrong.number') : undefined

const Form = ({ words, view: { places }, typed, token }: RulesProps) => {
  const { values, errors, findings } = typed

  return (
    <PageForm action={paths.rules} token={token}>
      <input type="hidden" name="version" value={values.version} />
      <p>{words('staff.cohort.rules.places', { count: places.capacity })}</p>
      {limits.map((name) => (
        <TextField
          key={name}
          name={name}
          label={words(`staff.cohort.rules.${name}`)}
          value={values[name]}
          error={errorOf(words, errors, name)}
          width="w2"
          numeric
          ltr
        />
      ))}
      <TickField
        name="lottery"
        label={words('staff.cohort.rules.lottery')}
        hint={words('staff.cohort.rules.lottery_hint')}
        checked={values.lottery === true}
      />
      {ruledFamilies.map((family) => (
        <FamilyRules key={family} words={words} family={family} rules={values.rules ?? []} findings={findings} />
      ))}
      <Prices words={words} typed={typed} />
      <div class="buttons">
        <button class="main">{words('staff.cohort.rules.save')}</button>
      </div>
    </PageForm>
  )
}

const Prices = ({ words, typed: { values, errors } }: Pick<RulesProps, 'words' | 'typed'>) => (
  <details open={supportLines.some((item) => errors[item])}>
    <summary>{words('staff.cohort.rules.prices')}</summary>
    <p class="hint">{words('staff.cohort.rules.prices_hint')}</p>
    {supportLines.map((item) => (
      <TextField
        key={item}
        name={item}
        label={words(`staff.cohort.cost.${item}`)}
        value={values[item]}
        error={errorOf(words, errors, item)}
        width="w2"
        numeric
        ltr
      />
    ))}
  </details>
)

/** Fields that are no numbers, then findings with their rows. */
function itemsOf(words: Words, { values, errors, findings }: TypedRules): ErrorItem[] {
  const rules = values.rules ?? []
  const fields = Object.keys(errors).map((path) => ({ path, text: words('staff.cohort.wrong.number') }))
  const found = findings.map(({ code, rows, about }) => {
    const named = rows.flatMap((row) => rules[row - 1] ?? []).map((rule) => valueText(words, rule.family, rule.value))
    const said = Object.fromEntries(
      Object.entries(about).map(([name, value]) => [
        name,
        typeof value === 'string' ? engineFamilyText(words, value) : value,
      ]),
    )
    return {
      path: `rules.${(rows[0] ?? 1) - 1}.floor`,
      text: ruleFindingText(words, code, { ...said, names: words.list(named) }),
    }
  })

  return [...fields, ...found]
}

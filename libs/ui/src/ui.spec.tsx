import { describe, expect, it } from '@jest/globals'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { langs, wordsFor } from '#words/index.js'
import { ApplicantPage } from './applicant-page.js'
import { Notice, Progress, Receipt } from './blocks.js'
import { CheckTable } from './check-table.js'
import { CodeSheet } from './code-sheet.js'
import { ErrorSummary, errorItems } from './error-summary.js'
import type { FieldSpec } from './field-spec.js'
import { Buttons, PageForm } from './page-form.js'
import { SectionFields } from './section-fields.js'
import { StaffPage } from './staff-page.js'
import { Pager, Table } from './table.js'
import { TaskList } from './task-list.js'

const hostile = `<b>x</b>"'&\u202Eevil ${'ا'.repeat(120)}`
const escaped = '&lt;b>x&lt;/b>&quot;'
const assets = { style: '/a/1.css', icon: '/a/2.svg', script: '/a/3.js' }
const links = { help: hostile, accessibility: '#', privacy: '#', preferences: '#' }

const fields: readonly FieldSpec[] = [
  { id: 'display_name', name: 'display_name', control: 'text', required: 'yes', limit: 120 },
  { id: 'contact_email', name: 'contact_email', control: 'email', required: 'sometimes', ltr: true },
  { id: 'work_summary', name: 'work_summary', control: 'textarea', required: 'yes', limit: 1500 },
  { id: 'mode', name: 'mode', control: 'radio', required: 'yes', options: ['in_person', 'either'] },
  { id: 'themes', name: 'themes', control: 'ticks', required: 'no', options: ['digital', 'labour'], max: 3 },
  { id: 'no_code_word', name: 'no_code_word', control: 'tick', required: 'no' },
  { id: 'gender', name: 'gender', control: 'select', required: 'no', options: ['woman', 'man'] },
  { id: 'unsafe_countries', name: 'unsafe_countries', control: 'selects', required: 'no', source: 'countries', max: 3 },
  { id: 'issue_date', name: 'issue_date', control: 'date', required: 'yes' },
  { id: 'time_zone', name: 'time_zone', control: 'radio', required: 'sometimes', source: 'zones' },
  {
    id: 'referees',
    name: 'referees',
    control: 'repeat',
    required: 'yes',
    max: 2,
    fields: [{ id: 'referees.name', name: 'name', control: 'text', required: 'yes' }],
  },
]

const values = {
  display_name: hostile,
  contact_email: hostile,
  work_summary: hostile,
  mode: hostile,
  issue_date: { day: hostile, month: '3', year: '2027' },
  referees: [{ name: hostile }, { name: hostile }],
}
const errors = { display_name: 'too_long', 'referees.1.name': 'missing', issue_date: 'date', mode: 'choose' }

const everything = (lang: (typeof langs)[number]): Record<string, VNode> => {
  const words = wordsFor(lang)

  return {
    section: <SectionFields words={words} fields={fields} values={values} errors={errors} about={{ date: hostile }} />,
    summary: <ErrorSummary words={words} items={[{ path: 'display_name', text: hostile }]} />,
    check: (
      <CheckTable
        words={words}
        title={hostile}
        rows={[{ path: 'a', question: hostile, lines: [hostile], changeHref: '#' }]}
      />
    ),
    code: (
      <CodeSheet
        words={words}
        groups={[hostile]}
        address={hostile}
        caseNumber={hostile}
        mailMark={hostile}
        mailAddress={hostile}
      />
    ),
    tasks: <TaskList items={[{ id: '1', title: hostile, text: hostile, state: hostile, note: hostile }]} />,
    notice: <Notice title={hostile}>{hostile}</Notice>,
    receipt: <Receipt title={hostile} lead={hostile} />,
    progress: <Progress label={hostile} done={1} total={2} />,
    table: (
      <Table
        caption={hostile}
        empty=""
        rows={[hostile]}
        keyOf={() => '1'}
        columns={[{ name: hostile, cell: (row) => row }]}
      />
    ),
    pager: <Pager label={hostile} next={{ href: '#', label: hostile }} />,
    form: (
      <PageForm action="" token={hostile}>
        <Buttons main={hostile} leave={hostile} />
      </PageForm>
    ),
    applicant: (
      <ApplicantPage
        words={words}
        title={hostile}
        assets={assets}
        languages={[]}
        exit="#"
        links={links}
        practice
        back={{ href: '#', label: hostile }}
      >
        {hostile}
      </ApplicantPage>
    ),
    staff: (
      <StaffPage
        words={words}
        title={hostile}
        assets={assets}
        who={hostile}
        nav={[{ href: '#', label: hostile }]}
        localKeys
      >
        {hostile}
      </StaffPage>
    ),
  }
}

describe.each(langs)('pages in %s', (lang) => {
  const words = wordsFor(lang)
  const drawn = Object.entries(everything(lang)).map(([name, node]) => [name, renderToString(node)] as const)

  it.each(drawn)('%s shows typed text as text', (_, html) => {
    expect(html).not.toContain('<b>')
    expect(html).toContain(escaped.slice(0, 9))
  })

  it('names the language and direction of the page and of the other language', () => {
    const page = renderToString(
      <ApplicantPage
        words={words}
        title="x"
        assets={assets}
        languages={[{ lang: 'ar', href: '#' }]}
        exit="#"
        links={links}
        hasErrors
      >
        <p />
      </ApplicantPage>,
    )

    expect(page).toContain(`<html lang="${lang}" dir="${words.dir}">`)
    expect(page).toContain('lang="ar" hreflang="ar" dir="rtl">العربية</a>')
    const named = words('shell.title_error', { title: words('shell.title', { section: 'x' }) })
    expect(page).toContain(`<title>${named}</title>`)
    expect(page.indexOf('class="skip"')).toBeLessThan(page.indexOf('<header'))
    expect(page).toContain('rel="noreferrer nofollow"')
  })

  it('gives typed text its own direction, and addresses theirs', () => {
    const html = renderToString(<SectionFields words={words} fields={fields} values={{}} errors={{}} />)
    const tag = (name: string) => html.match(new RegExp(`<(?:input|textarea)[^>]*name="${name}"[^>]*>`))?.[0]

    expect(tag('display_name')).toContain('dir="auto"')
    expect(tag('work_summary')).toContain('dir="auto"')
    expect(tag('contact_email')).toContain('dir="ltr"')
    expect(html).not.toContain('maxlength')
    expect(html).not.toContain('time_zone')
  })

  it('ties hint and error to their control, with the same text in the summary', () => {
    const html = renderToString(<SectionFields words={words} fields={fields} values={values} errors={errors} />)
    const items = errorItems(words, fields, errors)

    expect(items.map(({ path }) => path)).toEqual(['display_name', 'mode', 'issue_date', 'referees.1.name'])
    for (const { path, text } of items) {
      expect(html).toContain(`id="${path}"`)
      expect(html).toContain(`id="${path}-error">${text}</p>`)
    }
    expect(html).toContain('aria-describedby="display_name-hint display_name-error" aria-invalid="true"')
  })

  it('hides a suffix in every Change link', () => {
    const rows = ['a', 'b'].map((path) => ({ path, question: `Q ${path}`, lines: [], changeHref: `#${path}` }))
    const html = renderToString(<CheckTable words={words} title="x" rows={rows} />)

    expect(html.match(/<span class="hidden">: Q [ab]<\/span><\/a>/g)).toHaveLength(2)
  })

  it('keeps the groups of the code in two unbreakable halves', () => {
    const groups = ['AAAA', 'BBBB', 'CCCC', 'DDDD', 'EEEE', 'FFFF', 'G']
    const html = renderToString(
      <CodeSheet words={words} groups={groups} address="x.org/en" caseNumber="C" mailMark="m" mailAddress="a@x.org" />,
    )

    expect(html).toContain('<span>AAAA-BBBB-CCCC-</span><span>DDDD-EEEE-FFFF-G</span>')
  })
})

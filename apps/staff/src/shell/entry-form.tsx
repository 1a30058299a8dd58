import type { ComponentChildren } from 'preact'
import { Notice } from '#ui/blocks.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'

export interface EntryFormProps<Part extends string> {
  readonly words: Words
  readonly title: string
  readonly token: string
  /** Of the entry as the person saw it; 0 for a new one. */
  readonly version: number
  /** The fields, in page order. */
  readonly parts: readonly Part[]
  /** What is wrong with a field. */
  readonly said: (part: Part) => string | undefined
  readonly refused?: string
  readonly action: string
  readonly save: string
  /** Present where the entry may be taken away. */
  readonly removal?: { readonly action: string; readonly text: string }
  /** Sentences above the form. */
  readonly lead: ComponentChildren
  readonly children: ComponentChildren
}

/** The page of one entry of a list that staff keep: its errors, its fields, and a button that takes it away. */
export function EntryForm<Part extends string>(props: EntryFormProps<Part>) {
  const { words, title, token, version, parts, said, refused, removal } = props
  const items = parts.flatMap((path) => {
    const text = said(path)
    return text ? [{ path, text }] : []
  })

  return (
    <>
      <ErrorSummary words={words} items={items} />
      {refused && (
        <Notice tone="danger" isStatus>
          <p>{refused}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      {props.lead}
      <PageForm action={props.action} token={token}>
        <input type="hidden" name="version" value={version} />
        {props.children}
        <div class="buttons">
          <button class="main">{props.save}</button>
        </div>
      </PageForm>
      {removal && (
        <PageForm action={removal.action} token={token} id="remove">
          <input type="hidden" name="version" value={version} />
          <div class="buttons">
            <button class="second">{removal.text}</button>
          </div>
        </PageForm>
      )}
    </>
  )
}

/** What every page needs to know of where it is shown. */
export abstract class Place {
  abstract readonly assets: { readonly style: string; readonly icon: string }
  /** Keys lie on this machine: the page says that nothing real may be written. */
  abstract readonly hasLocalKeys: boolean
  /** Origin under which personal links open; a link that no mail carries is shown with it. */
  abstract readonly links: string
}

const safeMethods = new Set(['GET', 'HEAD'])

/** True for a request that only looks. */
export const isSafe = ({ method }: { readonly method: string }): boolean => safeMethods.has(method)

/** Did the database refuse because of a rule (check, unique, not null)? Anything else is a fault of its own. */
export function isConstraint(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (/constraint failed|SQLITE_CONSTRAINT/i.test(at.message)) return true
  return false
}

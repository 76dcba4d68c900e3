import type { Trouble } from '../api.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

interface Props {
  trouble: Trouble
  onRetry?: () => void
}

/** What went wrong and what to do next, in the words of whoever knows. */
export function TroubleNotice({ trouble, onRetry }: Props) {
  return (
    <Notice
      alert
      title={trouble.title}
      actions={
        onRetry && (
          <Button icon="again" onPress={onRetry}>
            Try again
          </Button>
        )
      }
    >
      <p>{trouble.detail}</p>
      <p>{trouble.remedy}</p>
      {trouble.requestId && <p class="faint">Reference {trouble.requestId}</p>}
    </Notice>
  )
}

import { doing } from '../state/batch-doing.ts'
import {
  canChoosePlace,
  downloadReport,
  downloadZip,
  saveFolder,
  saveToLibrary,
  saveZip,
} from '../state/batch-give.ts'
import { retryFailed } from '../state/batch-run.ts'
import { batch, counts } from '../state/batches.ts'
import { session } from '../state/session.ts'
import { Button } from '../ui/button.tsx'

/** Ways out: one ZIP, a folder, the library; and what became of each, as a list. */
export function BatchGive() {
  const busy = doing.value !== null
  const { done, failed, waiting } = counts.value
  // All is through: the main button of the screen has it.
  const whole = waiting === 0 && batch.value?.state === 'done'
  return (
    <section class="section" aria-labelledby="give-head">
      <h2 id="give-head">Save {done === 1 ? 'it' : `all ${done.toLocaleString('en')}`}</h2>
      <div class="batch-ways">
        {!whole && (
          <Button icon="download" disabled={busy} onPress={() => void downloadZip()}>
            Download ZIP
          </Button>
        )}
        {canChoosePlace && (
          <>
            <Button icon="folder" disabled={busy} onPress={() => void saveFolder()}>
              Into a folder
            </Button>
            <Button icon="bundle" disabled={busy} onPress={() => void saveZip()}>
              ZIP to a place
            </Button>
          </>
        )}
        {session.value === 'in' && (
          <Button icon="keep" disabled={busy} onPress={() => void saveToLibrary()}>
            To your library
          </Button>
        )}
        <Button icon="page" disabled={busy} onPress={downloadReport}>
          Report (CSV)
        </Button>
        {failed > 0 && (
          <Button icon="again" disabled={busy} onPress={() => void retryFailed()}>
            {`Try ${failed.toLocaleString('en')} again`}
          </Button>
        )}
      </div>
      <p class="faint">
        Saved or not, it stays here until you clear it away; what was saved goes by itself after a day.
      </p>
    </section>
  )
}

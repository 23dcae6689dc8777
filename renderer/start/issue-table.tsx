/** What is wrong with a file that was chosen, line by line. */
import type { ImportIssue } from '../../shared/set-up-issues.ts'
import { numberText } from '../formats.ts'
import { Mark } from '../frame/marks.tsx'
import { t } from '../text/text.ts'

/** Lines shown; a file that is wrong throughout is wrong in one way. */
const MOST_ISSUES_SHOWN = 50

export function IssueTable({ issues }: { issues: readonly ImportIssue[] }) {
  return (
    <div data-testid="csv-issues">
      <p className="alert" role="alert">
        <Mark tone="danger" />
        {t('start.csv.bad', { count: issues.length })}
      </p>
      <div className="csv-issues">
        <table className="table">
          <thead>
            <tr>
              <th className="csv-file">{t('start.csv.file')}</th>
              <th className="csv-line">{t('start.csv.line')}</th>
              <th className="csv-column">{t('start.csv.column')}</th>
              <th>{t('start.csv.wrong')}</th>
            </tr>
          </thead>
          <tbody>
            {issues.slice(0, MOST_ISSUES_SHOWN).map((issue) => (
              <tr key={`${issue.file} ${issue.line} ${issue.column} ${issue.code} ${issue.value}`}>
                <td translate="no">{issue.file}</td>
                <td className="figures">
                  {issue.line === 0 ? t('start.csv.whole') : numberText(issue.line)}
                </td>
                <td translate="no">{issue.column ?? '–'}</td>
                <td className="csv-words">
                  {t(`start.import.${issue.code}`, { value: issue.value, against: issue.against })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {issues.length > MOST_ISSUES_SHOWN && (
        <p className="second muted">{t('start.csv.more', { count: issues.length - MOST_ISSUES_SHOWN })}</p>
      )}
    </div>
  )
}

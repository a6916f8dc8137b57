import { editDistance, nearestName } from './nearest-name.js';
import { environmentNames } from './names.js';
import { secretFileNames } from './secret-files.js';

const known = [...environmentNames.map(({ name }) => name), ...secretFileNames];

/**
 * Names that Kubernetes gives every pod beside a Service called `atrium` or `atrium-…`: its address, in the manner of Docker's links
 * (Kubernetes documentation, "Service", "Environment variables").
 */
const OF_KUBERNETES = /^ATRIUM_(\w+_)?(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/** The fewest letters of a name that does not begin with ATRIUM_ for which a similar one is taken for misspelt. */
const SHORTEST = 8;

/**
 * Names that were probably meant to be settings. One that begins with `ATRIUM_` stops the start, unless the setting that was meant
 * is set as well: then, and for other names that differ from a setting by one letter, a notice says so.
 */
export function unknownNames(given: Record<string, string>): { problems: string[]; notices: string[] } {
  const problems: string[] = [];
  const notices: string[] = [];
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    if (name.startsWith('ATRIUM_')) {
      if (OF_KUBERNETES.test(name)) continue;
      const meant = nearestName(name, known);
      if (meant !== null && given[meant] !== undefined)
        notices.push(`${name} is no setting of Atrium; ${meant} is set and counts.`);
      else
        problems.push(`${name} is no setting of Atrium${meant ? `; did you mean ${meant}?` : '; .env.example lists them all.'}`);
    } else {
      const meant = known.find(
        (setting) => setting.length >= SHORTEST && given[setting] === undefined && isOneEditAway(name, setting),
      );
      if (meant !== undefined) notices.push(`${name} is set, which is no setting of Atrium; did you mean ${meant}?`);
    }
  }
  return { problems, notices };
}

const isOneEditAway = (name: string, setting: string): boolean =>
  Math.abs(name.length - setting.length) <= 1 && editDistance(name, setting) === 1;

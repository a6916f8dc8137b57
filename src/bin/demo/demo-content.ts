import type { OrganizationRole } from '../../shared/enums/organization.js';
import type { ProjectVisibility } from '../../shared/enums/project.js';

/** The account that the playground offers in development. */
export const demoAccount = { email: 'demo@atrium.example', password: 'lighthouse-demo', name: 'Dana Demo', username: 'demo' };

export interface DemoProject {
  name: string;
  description: string;
  visibility: ProjectVisibility;
  /** By folder; the empty name is the root folder. */
  files: Record<string, Record<string, string>>;
}

export const demoOrganization = {
  name: 'Lighthouse Studio',
  description: 'A small studio that looks after the lighthouses of an imaginary coast.',
};

/** The others; they share the demo password. */
export const demoPeople: { name: string; username: string; role: OrganizationRole }[] = [
  { name: 'Ines Keller', username: 'ines', role: 'ADMIN' },
  { name: 'Tomas Okafor', username: 'tomas', role: 'MEMBER' },
  { name: 'Mira Lindqvist', username: 'mira', role: 'MEMBER' },
  { name: 'Paul Guestmann', username: 'paul', role: 'GUEST' },
];

/** It waits for an answer; its mail is the first of those that were caught. */
export const demoInvitation = { email: 'noor@lighthouse.example', role: 'MEMBER' as const };

export const demoProjects: DemoProject[] = [
  {
    name: 'North Point Restoration',
    description: 'New paint, a new lamp and a dry cellar for the tower at North Point.',
    visibility: 'ORGANIZATION',
    files: {
      '': { 'README.md': '# North Point\n\nThe tower was built in 1887. Work starts at the top and ends in the cellar.\n' },
      Plans: {
        'schedule.csv': 'week,work,who\n1,scaffolding,Tomas\n2,lamp room,Mira\n3,paint,Tomas\n4,cellar,Ines\n',
        'lamp.json': '{\n  "range_km": 34,\n  "period_s": 7.5,\n  "sectors": ["white", "red"]\n}\n',
      },
      Notes: { 'kick-off.md': '## Kick-off\n\n- The foghorn stays.\n- The gulls were not consulted.\n' },
    },
  },
  {
    name: 'Harbour Lights Website',
    description: 'Opening hours, tides and a live picture of the lamp.',
    visibility: 'ORGANIZATION',
    files: {
      '': { 'content.md': '# Harbour Lights\n\nOpen from April to October, and whenever the lamp is on.\n' },
      Data: { 'tides.csv': 'day,high,low\nMon,06:12,12:25\nTue,07:01,13:14\nWed,07:55,14:08\n' },
    },
  },
  {
    name: 'Keeper Interviews',
    description: 'Conversations with the last keepers. Only for who was added.',
    visibility: 'PRIVATE',
    files: { '': { 'questions.md': '1. What did the nights sound like?\n2. Who trimmed the lamp on your wedding day?\n' } },
  },
];

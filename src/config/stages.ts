import type { Stage } from './config.js';

/** The stages that refuse what is convenient and unsafe. */
export const isGuarded = (stage: Stage): boolean => stage === 'staging' || stage === 'production';

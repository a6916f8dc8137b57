/** Where a request came from, for the activity log. */
export interface Origin {
  requestId: string | null;
  ipAddress: string | null;
  userAgent: string | null;
}

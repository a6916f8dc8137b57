/** What the page needs to offer the demo account. It is for development only: whoever opens the page can read it. */
export interface DemoSignIn {
  email: string;
  password: string;
  /** As clients see it; the example operations name it. Null when the organization is gone. */
  organizationId: string | null;
}

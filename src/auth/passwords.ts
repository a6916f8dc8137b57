/** Hashes passwords, slowly on purpose. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether it is the password of that hash. With null it takes as long and answers no, so that time tells nothing of who exists. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

/** Somebody who has signed in to the site with a key. */
export interface SignedIn {
  name: string;
  role: "READER" | "EDITOR" | "ADMIN";
}

/** Tells whether somebody may edit the archive; null stands for a reader without a key. */
export function isEditor(signedIn: SignedIn | null): boolean {
  return signedIn !== null && signedIn.role !== "READER";
}

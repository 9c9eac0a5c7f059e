/** A credential that a URL or a header carries, and when it ends. */
export interface UrlCredential {
  readonly kind:
    | "jwt"
    | "aws-signature"
    | "google-signature"
    | "azure-sas"
    | "cloudfront"
    | "alibaba-signature"
    | "tencent-signature"
    | "akamai-token"
    | "expiry"
    | "opaque";
  /** Where it stands: "query parameter `token`", "path", "header Authorization". */
  readonly where: string;
  /** Epoch milliseconds; absent where the credential does not say. */
  readonly expiresAt?: number;
  readonly notBefore?: number;
}

-- Admins unlink people from who they are at an OpenID provider, such as when their account there was made anew.
GRANT DELETE ON oidc_identity TO ${appRole};

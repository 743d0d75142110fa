package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.auth.Principal;
import java.time.ZoneId;

/**
 * A user's session with its token.
 *
 * @param zone the time zone of the user's organization
 */
public record PageSession(Principal caller, SessionToken token, ZoneId zone) {}

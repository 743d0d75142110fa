/** The pages of people for admins: users, invitations, roles, restrictions. */
@NullMarked
package com.raptorcomply.keyservice.admin.people;

import org.jspecify.annotations.NullMarked;

package com.raptorcomply.gateway.quota;

import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.keyservice.client.grant.Grant;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.util.UUID;

/**
 * The limits of one gateway: exact here, and each gateway counts for itself. Addresses are charged only for requests that
 * are refused for their key, so that no flood of bad keys takes anything from a good one. Any thread.
 */
public final class Quota {
    private final Buckets<UUID> keys;
    private final Buckets<UUID> organizations;
    private final Buckets<AddressPrefix> addresses;
    private final Buckets<AddressPrefix> open;

    public Quota(QuotaSettings settings, TimeMeter clock) {
        int bucketsMax = settings.bucketsMax();
        keys = new Buckets<>(new Plan("key", settings.key()), bucketsMax, clock);
        organizations = new Buckets<>(new Plan("organization", settings.organization()), bucketsMax, clock);
        open = new Buckets<>(new Plan("address", settings.openAddress()), bucketsMax, clock);
        addresses = new Buckets<>(new Plan("address", settings.refusedAddress()), bucketsMax, clock);
    }

    /** Charges a request to its key and its organization; one that either refuses is charged to neither. */
    public Allowance take(Permit permit) {
        Grant grant = permit.grant();
        Meter key = keys.of(grant.keyId(), grant.bounds().rateLimit());
        ConsumptionProbe ofKey = key.take();
        if (!ofKey.isConsumed()) {
            return key.allowance(ofKey);
        }
        Meter organization = organizations.of(grant.organization().id());
        ConsumptionProbe ofOrganization = organization.take();
        if (!ofOrganization.isConsumed()) {
            key.giveBack();
            return organization.allowance(ofOrganization);
        }
        return ofKey.getRemainingTokens() <= ofOrganization.getRemainingTokens()
                ? key.allowance(ofKey)
                : organization.allowance(ofOrganization);
    }

    /** Charges a request on a route that is open to everybody to the address that it came from. */
    public Allowance takeOpen(InetAddress client) {
        Meter address = open.of(AddressPrefix.of(client));
        return address.allowance(address.take());
    }

    /** Charges a request without a valid key to the address that it came from. */
    public Allowance takeRefused(InetAddress client) {
        Meter address = addresses.of(AddressPrefix.of(client));
        return address.allowance(address.take());
    }
}

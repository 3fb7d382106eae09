package org.tuban.live;

import java.time.Instant;
import org.tuban.feature.ChangeLog.Place;

/**
 * What an account wants to hear about.
 *
 * @param id random, unique
 * @param account whose it is
 * @param name given by the account
 * @param interest what it is about
 * @param read up to which place its news are read
 * @param createdAt when it was made
 */
record Subscription(String id, String account, String name, Interest interest, Place read, Instant createdAt) {}

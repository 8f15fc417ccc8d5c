-- What one referral told is shown at its screening: found by the referral, not by reading everybody's.

create index address_referral on address (council, referral_id);
create index must_not_know_referral on must_not_know (council, referral_id);
create index person_same_as on person (council, same_as) where same_as is not null;

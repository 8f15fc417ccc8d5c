-- A safe way to make contact protects a family by itself now; those who said one before are protected too. What lies in clear of
-- them is shown to nobody from now on, and goes into the vault when it is next opened.
update family set address_protected = true, area_code = null
where not address_protected
  and exists (select from safe_contact said where said.council = family.council and said.family_id = family.id);

delete from match_key
using family
where family.council = match_key.council
  and family.id = match_key.family_id
  and family.address_protected
  and match_key.kind in ('HOME', 'CHILD_NAME_AND_POSTCODE');

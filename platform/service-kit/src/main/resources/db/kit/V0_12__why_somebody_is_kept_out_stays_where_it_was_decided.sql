-- Both lists are kept by every service and decided in one; only that one keeps why.
alter table restriction drop column reason;
alter table exclusion drop column reason;
comment on table restriction is 'ordinary: families that only named workers may see';
comment on table exclusion is 'ordinary: workers who may never see a family, such as their own';

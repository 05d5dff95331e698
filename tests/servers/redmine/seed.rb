# The project, the field, the people and the rights that docs/backends/redmine.md recommends. Prints KEY=VALUE lines.
Setting.rest_api_enabled = '1'
Setting.login_required = '1'
Setting.attachment_max_size = 5 * 1024 # KiB, as it comes
Setting.host_name = '127.0.0.1'
Setting.default_language = 'en'
Setting.mail_from = 'redmine@helptest.invalid'
Setting.text_formatting = ENV.fetch('SEED_MARKUP', 'textile')

def account(login)
  password = SecureRandom.hex(10)
  user = User.new(:firstname => login.capitalize, :lastname => 'Test', :mail => "#{login}@helptest.invalid",
                  :language => 'en', :status => User::STATUS_ACTIVE)
  user.login = login
  user.password = user.password_confirmation = password
  user.must_change_passwd = false
  user.save!
  puts "#{login.upcase}_KEY=#{user.api_key}\n#{login.upcase}_PASSWORD=#{password}\n#{login.upcase}_ID=#{user.id}"
  user
end

def role(name, visibility, permissions)
  made = Role.new(:name => name, :issues_visibility => visibility, :users_visibility => 'members_of_visible_projects')
  made.permissions = permissions
  made.save!
  made
end

statuses = IssueStatus.all.to_a
status = statuses.index_by(&:name)
tracker = Tracker.find_by!(:name => 'Support')

# Who asks sees what they asked for; who only creates sees nothing; an agent sees all. "Sees all" is what no desk may have.
asker = role('Asker', 'own', [:view_issues, :add_issues, :edit_own_issues, :add_issue_notes])
kiosk = role('Kiosk', 'own', [:add_issues])
agent = role('Agent', 'all', [:view_issues, :add_issues, :edit_issues, :delete_issues, :add_issue_notes, :set_notes_private,
                              :view_private_notes, :manage_issue_relations])
seesall = role('Sees all', 'all', [:view_issues, :add_issues, :edit_own_issues, :add_issue_notes])

def may(tracker, role, from, to)
  return if from == to
  WorkflowTransition.create!(:tracker_id => tracker.id, :role_id => role.id, :old_status_id => from.id, :new_status_id => to.id)
end

statuses.each do |from|
  statuses.each { |to| may(tracker, agent, from, to) }
  [asker, seesall].each { |one| may(tracker, one, from, status['Closed']) }
end
%w(Resolved Closed Rejected Feedback).each do |name|
  [asker, seesall].each { |one| may(tracker, one, status[name], status['In Progress']) }
end

field = IssueCustomField.create!(:name => 'ClientRef', :field_format => 'string', :is_for_all => true, :is_filter => true,
                                 :searchable => true, :trackers => [tracker], :editable => true, :visible => true)
device = IssueCustomField.create!(:name => 'Computer', :field_format => 'string', :is_for_all => true, :trackers => [tracker],
                                  :editable => true, :visible => true)
project = Project.new(:name => 'Help desk', :identifier => 'helpdesk', :is_public => false,
                      :enabled_module_names => ['issue_tracking'])
project.trackers = [tracker]
project.save!
IssueCategory.create!(:project => project, :name => 'Printing')

members = { 'employee' => asker, 'other' => asker, 'newcomer' => asker, 'kiosk' => kiosk, 'agent' => agent,
            'seesall' => seesall }
members.each { |login, given| Member.create!(:project => project, :principal => account(login), :roles => [given]) }
account('nobody')
statuses.each { |one| puts "STATUS_#{one.name.upcase.gsub(/\W+/, '_')}=#{one.id}" }
puts "FIELD_ID=#{field.id}\nDEVICE_FIELD_ID=#{device.id}\nTRACKER_ID=#{tracker.id}\nPROJECT_ID=#{project.id}"

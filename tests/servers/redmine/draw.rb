# Draws each text of a JSON list as a ticket's page does: Redmine's formatting, its own links and its macros.
User.current = User.find_by!(:login => 'admin')
project = Project.find_by!(:identifier => 'helpdesk')
view = ApplicationController.new.tap do |controller|
  controller.request = ActionDispatch::TestRequest.create('HTTP_HOST' => '127.0.0.1')
  controller.response = ActionDispatch::TestResponse.new
end.view_context
texts = JSON.parse(File.read(ENV.fetch('DRAW_TEXTS'), :encoding => 'utf-8'))
puts JSON.generate(texts.map { |text| view.textilizable(text.gsub(/\r?\n/, "\r\n"), :project => project) })

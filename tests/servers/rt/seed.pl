# The queue, the field, the people and the rights that docs/backends.md recommends. Prints KEY=VALUE lines.
use strict;
use warnings;
use RT -init;

my $system = RT->SystemUser;

sub made {
    my ( $ok, $message ) = @_;
    die "seed: $message\n" unless $ok;
    return $ok;
}

sub account {
    my ( $name, $privileged ) = @_;
    my $user     = RT::User->new($system);
    my $password = join '', map { ( 'a' .. 'z', 0 .. 9 )[ rand 36 ] } 1 .. 20;
    made( $user->Create(
        Name => $name, EmailAddress => "$name\@helptest.invalid", RealName => ucfirst $name,
        Password => $password, Privileged => $privileged,
    ) );
    my ( $ok, $message, $token ) = RT::AuthToken->new($system)->Create( Owner => $user->Id, Description => 'tests' );
    made( $ok, $message );
    print "\U$name\E_TOKEN=$token\n\U$name\E_PASSWORD=$password\n";
    return $user;
}

sub grant {
    my ( $to, $on, @rights ) = @_;
    made( $to->PrincipalObj->GrantRight( Object => $on, Right => $_ ) ) for @rights;
}

my $queue = RT::Queue->new($system);
made( $queue->Create( Name => 'Support', Description => 'Help desk' ) );
my $field = RT::CustomField->new($system);
made( $field->Create( Name => 'ClientRef', Type => 'Freeform', MaxValues => 1, LookupType => 'RT::Queue-RT::Ticket' ) );
made( $field->AddToObject($queue) );
my $host = RT::CustomField->new($system);
made( $host->Create( Name => 'Host', Type => 'Freeform', MaxValues => 1, LookupType => 'RT::Queue-RT::Ticket' ) );
made( $host->AddToObject($queue) );

# Two people who ask, an account that only ever creates, an agent, and one that sees all: what no desk may have.
account( $_, 0 ) for qw(employee other kiosk);
my $agent = account( 'agent', 1 );
my $sees_all = account( 'seesall', 1 );

my $everyone = RT::Group->new($system);
$everyone->LoadSystemInternalGroup('Everyone');
grant( $everyone, $queue, qw(CreateTicket SeeQueue SeeCustomField) );
grant( $everyone, $_, qw(SeeCustomField SetInitialCustomField) ) for $field, $host;
my $requestor = RT::Group->new($system);
$requestor->LoadRoleGroup( Object => RT->System, Name => 'Requestor' );
made( $requestor->CreateRoleGroup( Object => RT->System, Name => 'Requestor' ) ) unless $requestor->Id;
grant( $requestor, $queue, qw(ShowTicket ReplyToTicket ModifyTicket) );
grant( $agent, $queue, qw(ShowTicket ShowTicketComments ReplyToTicket CommentOnTicket ModifyTicket DeleteTicket OwnTicket TakeTicket) );
grant( $sees_all, $queue, qw(ShowTicket) );

/* python3.dll, which wheels for every Python 3 want: passes on all that python3xx.dll has; the list is made by the builder. */
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID reserved)
{
    return TRUE;
}

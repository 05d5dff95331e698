/* deskside.exe and deskside-tray.exe of the payload for Wine: as PyInstaller's, they start the Python that lies in
   _internal beside them, which runs _internal\start.py with the words they were started with. */
#include <windows.h>

#define PLACE 4096
typedef int (*py_main)(int, wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    static wchar_t library[PLACE + 64], script[PLACE + 64];
    DWORD length = GetModuleFileNameW(NULL, library, PLACE);
    if (length == 0 || length >= PLACE)
        return 103;
    while (length && library[length - 1] != L'\\')
        length--;
    library[length] = 0;
    lstrcpyW(script, library);
    lstrcatW(library, L"_internal\\" PYTHON_DLL);
    lstrcatW(script, L"_internal\\start.py");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    if (!python)
        return 101;
    py_main run = (py_main)GetProcAddress(python, "Py_Main");
    wchar_t **words = HeapAlloc(GetProcessHeap(), HEAP_ZERO_MEMORY, (argc + 5) * sizeof *words);
    if (!run || !words)
        return 102;
    int count = 0;
    words[count++] = argv[0];
    words[count++] = L"-B";
    words[count++] = L"-u";
    words[count++] = script;
    for (int each = 1; each < argc; each++)
        words[count++] = argv[each];
    return run(count, words);
}
